"""Reading incidents: one cause of which several owners complain."""
