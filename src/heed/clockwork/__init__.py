"""The worker: due clocks act (`tick`), notices are sent (`deliver`). Any number can run at once, and any can die."""
