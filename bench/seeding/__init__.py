"""Many complaints fast, for measuring: `python -m bench seed-data N` copies complaints that were played once."""
