"""Clocks whose time has come."""
