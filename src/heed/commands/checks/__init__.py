"""What `heed check` looks at: each module yields findings, one sentence each."""

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["ok", "warn", "wrong"]


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: how it is, and what to do where it is not well."""

    verdict: Verdict
    sentence: str


def ok(sentence: str) -> Finding:
    """It is as it should be."""
    return Finding("ok", sentence)


def warn(sentence: str) -> Finding:
    """It works, and somebody should know."""
    return Finding("warn", sentence)


def wrong(sentence: str) -> Finding:
    """It has to be mended before real complaints come in."""
    return Finding("wrong", sentence)
