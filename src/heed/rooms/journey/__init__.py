"""The journey: how a complaint travels, drawn and listed from the table of moves."""
