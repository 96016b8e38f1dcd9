"""What the triage suggested is kept, counted against what was decided, and learned from."""
