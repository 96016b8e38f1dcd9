"""Personal data: which there is, what for, who sees it, how long it is kept and how it is erased (PIPL)."""
