"""The door for lists of homes and residents: `heed import`."""
