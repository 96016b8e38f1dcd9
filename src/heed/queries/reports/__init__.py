"""The reports of the projects to the company centre: what they would say, what they said, who is late (R103)."""
