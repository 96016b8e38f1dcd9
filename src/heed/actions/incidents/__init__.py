"""Incidents: made of a hot spot or of picked complaints, their texts, their parts, and one round of questions."""
