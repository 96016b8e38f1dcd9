"""The reports of months: where they stand, one of them, writing it, and the answer of the company centre (R103)."""
