"""The policy: read, compared with earlier versions, edited a part at a time."""
