"""The views of the privacy room."""
