"""The desk: one screen for a call or a visit, with the coach (R26 to R47, R49, R81 to R87)."""
