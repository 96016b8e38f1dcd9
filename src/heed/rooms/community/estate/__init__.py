"""What everybody reads of an estate, without signing in, cookies or scripts."""
