"""The only writers. Every change of a complaint is one move of the page, made by `_make`."""
