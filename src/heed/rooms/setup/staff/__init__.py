"""Accounts of staff and their duties."""
