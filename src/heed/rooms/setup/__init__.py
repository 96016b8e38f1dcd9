"""Setup: projects, open hours, places, residents, staff and the policy."""
