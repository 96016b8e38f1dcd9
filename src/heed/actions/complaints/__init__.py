"""Changes of a complaint, from intake to closing."""
