"""Residents: who lives where, importing a list, revealing a contact."""
