"""A person's own exports: how far each is, its file, and until when it is kept."""
