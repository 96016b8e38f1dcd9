"""Reading staff: their duties, their open work, who can take it over."""
