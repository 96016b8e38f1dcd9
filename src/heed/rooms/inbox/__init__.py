"""The inbox: the notices of each staff member, and their preferences for other channels."""
