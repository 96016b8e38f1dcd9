"""The law of a complaint in pure Python: words, moves, closing, clocks, calendar, policy."""
