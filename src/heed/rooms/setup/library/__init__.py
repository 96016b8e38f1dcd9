"""The library of answers: what owners often ask, and what the desk may say."""
