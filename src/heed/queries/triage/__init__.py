"""What the triage suggests, what it learned, and how often it was right."""
