"""The user interface: base templates, components, static files, form rendering, times and names in words."""
