"""Kept tallies: what is read to make them, and what reports read of them (R103)."""
