"""A photographed printed letter as the facts of a form: who writes, telephone, home, day, text.

`reader` finds the printed lines in a process that ends (the extra `letters`), `reading` starts it; `lines` puts them in
order, `days` and `facts` say what they tell. Nothing here decides: a person checks what was read.
"""
