"""Surveys of owners: planned, opened, answered, reminded of and followed up (R109)."""
