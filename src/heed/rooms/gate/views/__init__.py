"""The views of the gate, by what they are about."""
