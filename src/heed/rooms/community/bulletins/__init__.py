"""Bulletins: written for an estate, a building or a role, and how far they reached (R114)."""
