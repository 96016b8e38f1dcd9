"""The company centre: the numbers of the estates, each of which opens its complaints (R103, R148, R149)."""
