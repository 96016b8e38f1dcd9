"""Languages and translations: which languages there are, and how their catalogues are extracted, compiled, checked."""


def N_(message: str) -> str:
    """Return the message unchanged; the call marks it as one to translate where it is shown."""
    return message
