"""The form of any move, made from its row of the table."""
