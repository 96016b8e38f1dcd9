"""Projects: their facts, open hours, places and departments."""
