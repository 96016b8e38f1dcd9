"""Notices: robots, wording, and the log of deliveries."""
