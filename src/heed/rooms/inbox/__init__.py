"""The inbox: what everybody of staff is told, and how they wish to be told besides."""
