"""Written procedures: put in force, read and withdrawn (R113)."""
