"""The only tables of Heed: one noun a file in `models`."""
