"""The counter and the telephone: meetings, and calling a superior."""
