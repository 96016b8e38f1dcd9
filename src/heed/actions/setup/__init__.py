"""Setting up: projects, places and departments, the policy, the first account."""
