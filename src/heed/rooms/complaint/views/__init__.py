"""The pages of one complaint, a few to a file."""
