"""The title of a complaint, from what the owner said."""

import re
from bisect import bisect_right
from itertools import accumulate
from unicodedata import east_asian_width

from heed.insight.tokens import folded
from heed.process.policy import Policy

#: So wide a title may be: a Chinese character takes two, a Latin letter one.
WIDTH = 80
#: So many sentences are looked through for the matter.
SENTENCES = 6
_SENTENCE_END = re.compile(r"[。！？!?\n;；]|\.\s")
#: Invisible characters and those that turn the direction of text; a title may not have them.
_UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


def title_of(content: str, policy: Policy) -> str:
    """Return a title from the first sentence of the content that names a matter of the policy's categories.

    An insult says nothing of the matter; where no sentence does, it is the first. A long one is cut, between words.
    """
    said = [part.strip() for part in _SENTENCE_END.split(content) if part.strip()] or [content.strip()]
    named = (part for part in said[:SENTENCES] if policy.suggest_category(folded(part))) if len(said) > 1 else iter(())
    title = _UNSHOWN.sub(" ", next(named, said[0])).strip() or "…"
    return _cut(title)


def _cut(title: str) -> str:
    """The title, or as much of it as the width holds with a mark at its end."""
    columns = list(accumulate(2 if east_asian_width(one) in "WF" else 1 for one in title))
    if columns[-1] <= WIDTH:
        return title
    end = bisect_right(columns, WIDTH - 2)
    words = title[:end] if title[end].isspace() else title[:end].rpartition(" ")[0]
    return (words if len(words) > end / 2 else title[:end]).rstrip() + "…"
