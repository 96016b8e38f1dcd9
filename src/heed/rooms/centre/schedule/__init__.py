"""Reports on a schedule: a person's own, with what became of them (R102, R103)."""
