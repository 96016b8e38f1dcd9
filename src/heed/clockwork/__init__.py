"""The worker: due clocks act (`tick`), notices go out (`tell`). Any number may run side by side, and any may die."""
