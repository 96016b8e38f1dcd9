"""Incidents: their list, making one of picked complaints or of a hot spot, and one with what can be done."""
