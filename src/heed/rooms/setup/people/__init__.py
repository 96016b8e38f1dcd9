"""Residents: one at a time, or a whole list from a spreadsheet."""
