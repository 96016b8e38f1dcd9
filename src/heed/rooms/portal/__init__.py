"""The owner's room: report a complaint and follow it, without an account and without scripts."""
