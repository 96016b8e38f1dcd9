"""What every action uses: execute, validate, clocks, timeline, search index, audience and outbox."""
