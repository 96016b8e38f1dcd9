"""Written procedures with versions and read receipts (R113)."""
