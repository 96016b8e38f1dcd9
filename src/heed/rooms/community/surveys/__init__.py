"""Surveys of owners: planned, opened, answered by a secret link, and read (R109)."""
