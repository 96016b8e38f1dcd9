"""What a complaint probably is, by its words alone: first by words that are known, then by what was decided before.

`known_words` are those of the language, `grams` cuts a text, `model` judges it and says why, `training` makes a model
of decided texts (with scikit-learn, in a process that ends), `measures` says how good a model is. Nothing here decides:
a person does.
"""
