"""The house: base templates, components, static css and js, form rendering and the words of times and names."""
