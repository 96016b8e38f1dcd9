"""The community room: what an estate tells its owners, asks of them, and invites them to (R109, R113 to R126)."""
