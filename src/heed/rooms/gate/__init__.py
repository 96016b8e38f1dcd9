"""The gate: what a guard works with, mostly at night and on a mobile phone."""
