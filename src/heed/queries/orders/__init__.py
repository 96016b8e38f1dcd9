"""Reading work orders: those of a worker, and whom to give the next one to."""
