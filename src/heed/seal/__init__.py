"""How the record is sealed, and how a seal is verified: pure Python, the same on every database and without one.

`text` turns values into bytes, `keys` seals and signs, `record` says what of one complaint is sealed, `verify` finds
what was changed, `checkpoint` is the signed list of how far every record had come, `export` the file of it all,
`case_proof` what is signed of the one record inside a PDF.
"""
