"""Reading promises: the ledger, the track record, the forecast."""
