"""The only writers of records. Every change of a complaint is a move of the table, made by `engine.execute`."""
