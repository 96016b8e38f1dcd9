"""Paper: what is printed of Heed, drawn as PDF by Typst in a process that ends.

`press` draws in the child process, `paper` starts it, `frame.typ` is the head, the foot and the letters of every page.
"""
