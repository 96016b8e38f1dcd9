"""One complaint: its page, the form of every move, its files, its clocks explained, and how complaints travel."""
