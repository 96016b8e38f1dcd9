"""The same form sent twice, by a second press or a reload, is known by its key."""

import hashlib
import re
from collections.abc import Sequence


def sent_key(page: str, typed: Sequence[object], files: Sequence[object]) -> str | None:
    """The same for the same form sent twice from the same page, another one where a word or a file differs.

    So nothing is recorded twice, and what was changed after going back is not lost. `page` is a random key that the
    form carries; None where it is none. `typed` and `files` are in an order that does not depend on the browser.
    """
    if not re.fullmatch(r"[\w-]{16,64}", page):
        return None
    return hashlib.sha256(repr((page, typed, files)).encode()).hexdigest()
