"""Reading complaints: lists, search, the case for the workflow, the owner's view."""
