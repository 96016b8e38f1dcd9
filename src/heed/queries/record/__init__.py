"""Reading the record as it is sealed: to verify it, to export it, to hold it against checkpoints."""
