"""The command for lists of homes and residents: `heed import`."""
