"""Heed · 回音: every matter answered, every promise kept."""

__version__ = "0.1.0"
