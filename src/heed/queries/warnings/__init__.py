"""Reading what early warnings rest on, and the warnings themselves."""
