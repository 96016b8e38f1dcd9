"""The process that looks for `bench.intake_real`: whether a message is kept whole, and found by its words."""

import json
import sys

import django

django.setup()

from heed.queries.complaints.search import search_complaints  # noqa: E402
from heed.records.models import Account, Complaint  # noqa: E402

PAGES = 40
WORDS = 14
"""Pages of results that are looked through, and characters of a message that are searched for."""


def look(secret: str, text: str) -> dict[str, bool]:
    """Whether the complaint of this secret holds the text to the last character, and a search finds it."""
    complaint = Complaint.objects.get(secret=secret)
    return {"whole": complaint.content == text, "found": _is_found(complaint, text)}


def _is_found(complaint: Complaint, text: str) -> bool:
    """Somebody who remembers a piece out of the middle of its longest line finds it."""
    wanted = _piece(max(text.splitlines(), key=len).strip())
    reader, after = Account.objects.get(username="s1-director"), ""
    for _ in range(PAGES):
        page = search_complaints(reader, wanted, after=after)
        if any(hit.row.id == complaint.pk for hit in page):
            return True
        after = page.after
        if not after:
            return False
    return False


def _piece(line: str) -> str:
    """Some characters out of the middle, with no number or word cut in two: nobody remembers half a number."""
    begin = max(0, len(line) // 2 - WORDS // 2)
    end = min(len(line), begin + WORDS)
    while begin > 0 and _cuts(line, begin):
        begin -= 1
    while end < len(line) and _cuts(line, end):
        end += 1
    return line[begin:end]


def _cuts(line: str, place: int) -> bool:
    return all(character.isascii() and character.isalnum() for character in line[place - 1 : place + 1])


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(look(**json.loads(line))), flush=True)
