"""The matter itself, in the owner's words, as it is said back: whole sentences, none in which only anger speaks."""

import re

from heed.insight.triage.known_words import agitation_of

#: So many characters of it are said back at most.
LONGEST = 120
_ENDS = re.compile(r"(?<=[。！？!?；;])\s*|(?<=\.)\s+|\s*\n\s*")


def matter_said(content: str) -> str:
    """The first sentences of the content, as many as are said in one breath; "" where none speaks of a matter.

    Nobody is told a reproach back: what sounds agitated is left out, and questions where anything is stated.
    """
    calm = [one for one in map(str.strip, _ENDS.split(content)) if one and not agitation_of(one)]
    stated = [one for one in calm if not one.endswith(("？", "?"))]
    return _cut(_begun(stated or calm)).rstrip("。.；;，, ")


def _begun(sentences: list[str]) -> str:
    """So many of the sentences as fit, at least one."""
    said = ""
    for sentence in sentences:
        longer = f"{said} {sentence}" if said and said[-1].isascii() else said + sentence
        if said and len(longer) > LONGEST:
            break
        said = longer
    return said


def _cut(said: str) -> str:
    """One sentence that is too long for that, up to its last pause."""
    if len(said) <= LONGEST:
        return said
    start = said[:LONGEST]
    pause = max(start.rfind(mark) for mark in "，,、 ")
    return f"{start[:pause] if pause > 0 else start}…"
