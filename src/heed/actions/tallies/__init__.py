"""Keeping the tallies: counting again what changed, and everything anew (R103)."""
