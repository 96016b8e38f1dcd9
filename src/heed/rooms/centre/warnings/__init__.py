"""Early warnings in the centre: their list, and one with what is done about it."""
