"""The process that searches for `bench.intake_real`: whether a message is stored whole, and found by its words."""

import json
import sys

import django

django.setup()

from heed.queries.complaints.owner_lookup import complaint_of_secret  # noqa: E402
from heed.queries.complaints.search import search_complaints  # noqa: E402
from heed.records.models import Account, Complaint  # noqa: E402

PAGES = 40
WORDS = 14
"""Pages of results that are read, and characters of a message that are searched for."""


def check(secret: str, text: str) -> dict[str, bool]:
    """Whether the complaint with this secret holds exactly this text, and whether a search finds it."""
    complaint = complaint_of_secret(secret)
    assert complaint is not None
    return {"whole": complaint.content == text, "found": _is_found(complaint, text)}


def _is_found(complaint: Complaint, text: str) -> bool:
    """Whether a search for a piece out of the middle of the longest line finds the complaint."""
    query = _piece(max(text.splitlines(), key=len).strip())
    reader, after = Account.objects.get(username="s1-director"), ""
    for _ in range(PAGES):
        page = search_complaints(reader, query, after=after)
        if any(hit.id == complaint.pk for hit in page):
            return True
        after = page.after
        if not after:
            return False
    return False


def _piece(line: str) -> str:
    """Some characters out of the middle, without cutting a number or a Latin word in two."""
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
        print(json.dumps(check(**json.loads(line))), flush=True)
