"""The first account and project, and the page where Setup begins."""
