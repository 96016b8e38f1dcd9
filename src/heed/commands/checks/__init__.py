"""The checks of `heed check`: each function yields findings, one sentence each."""

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["ok", "warn", "wrong"]


@dataclass(frozen=True)
class Finding:
    """The result of one check: a verdict, and a sentence that says what to do where it is not ok."""

    verdict: Verdict
    sentence: str


def ok(sentence: str) -> Finding:
    """A finding that needs no action."""
    return Finding("ok", sentence)


def warn(sentence: str) -> Finding:
    """A finding that works, but that the operator should know."""
    return Finding("warn", sentence)


def wrong(sentence: str) -> Finding:
    """A finding that must be corrected before real complaints come in."""
    return Finding("wrong", sentence)
