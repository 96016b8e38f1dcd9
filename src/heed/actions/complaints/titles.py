"""The title of a complaint, from what the owner said."""

import re

from heed.insight.tokens import folded
from heed.process.policy import Policy

TITLE_LENGTH = 40
#: So many sentences are looked through for the matter.
SENTENCES = 6
_SENTENCE_END = re.compile(r"[。！？!?\n;；]|\.\s")
#: Invisible characters and those that turn the direction of text; a title may not have them.
_UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


def title_of(content: str, policy: Policy) -> str:
    """Return a title from the first sentence of the content that names a matter of the policy's categories.

    An insult says nothing of the matter; where no sentence does, it is the first. Cut at 40 characters.
    """
    said = [part.strip() for part in _SENTENCE_END.split(content) if part.strip()] or [content.strip()]
    named = (part for part in said[:SENTENCES] if policy.suggest_category(folded(part))) if len(said) > 1 else iter(())
    title = _UNSHOWN.sub(" ", next(named, said[0])).strip() or "…"
    return title if len(title) <= TITLE_LENGTH else title[: TITLE_LENGTH - 1].rstrip() + "…"
