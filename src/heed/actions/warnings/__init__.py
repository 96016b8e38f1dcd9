"""Early warnings: raised by the worker, acted on or dismissed by people."""
