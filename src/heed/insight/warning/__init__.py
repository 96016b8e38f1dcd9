"""Early warning: what is beyond chance, what repeats, and what will be missed, over plain values (R148)."""
