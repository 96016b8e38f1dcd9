"""What a word of the process is: a code with a label to translate."""

from enum import StrEnum

from heed.i18n import N_

__all__ = ["N_", "Word"]


class Word(StrEnum):
    """A code with a label: `Stage.RECEIVED == "received"`, `Stage.RECEIVED.label == "Received"`."""

    label: str

    def __new__(cls, code: str, label: str = "") -> "Word":
        word = str.__new__(cls, code)
        word._value_ = code
        word.label = label
        return word

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Pairs of (code, label) in the order of definition, labels untranslated."""
        return [(word.value, word.label) for word in cls]
