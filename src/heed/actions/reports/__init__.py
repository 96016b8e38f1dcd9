"""Reporting the months to the company centre: remarks, submitting, receiving, sending back, reminding (R103)."""
