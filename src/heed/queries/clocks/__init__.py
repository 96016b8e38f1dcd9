"""Reading clocks: why one is due when it is, and whom an alarm concerns."""
