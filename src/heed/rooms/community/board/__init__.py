"""The board of open repairs, seen by staff: what everybody reads, and which photos they see (C15)."""
