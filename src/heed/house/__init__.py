"""The house every room stands in: base pages, components, stylesheets, scripts and the three languages."""
