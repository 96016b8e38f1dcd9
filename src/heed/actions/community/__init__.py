"""What an estate makes known to its owners and its staff, written (R114, R119)."""
