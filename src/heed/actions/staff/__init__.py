"""Staff: accounts and duties, leave, preferences."""
