"""What is done to the record as a whole: erasing words on request, and checkpoints of how far it has come."""
