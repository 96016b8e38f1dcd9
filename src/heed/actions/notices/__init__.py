"""Notices: reading, delivering, robots."""
