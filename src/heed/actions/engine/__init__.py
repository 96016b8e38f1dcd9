"""How every change is made: execute, validate, clocks, timeline, search index, outbox."""
