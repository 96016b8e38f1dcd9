"""Complaints by the number that an owner gives at the desk or on the telephone (R68)."""

import re
import unicodedata
from collections.abc import Sequence

from django.db.models import Q, QuerySet

from heed.insight.visible import visible
from heed.queries.access import Access, access_of, complaints_visible_to
from heed.records.models import Account, Complaint, Project
from heed.records.prepared import prepared

SHOWN = 4
_DASHES = re.compile(r"[‐‑‒–—―−]")
#: A whole number ("CH-20261121-014"), with or without its dashes and letters, or only its end ("014").
_NUMBER = re.compile(r"(?P<letters>[A-Z]*)-?(?P<day>\d{8})-?(?P<last>\d{3,})")
_END = re.compile(r"\d{3,6}")


def complaint_numbered(account: Account, number: str) -> Complaint | None:
    """Return the complaint of this whole number, with what its pages show; None where the account sees none."""
    return next(iter(_numbered(access_of(account), number.upper())), None)


@prepared
def _numbered(access: Access, number: str) -> QuerySet[Complaint]:
    found = access.complaints().filter(number=number)
    return found.select_related("project", "person", "place", "case_owner")


def complaints_numbered(account: Account, projects: Sequence[Project], text: str) -> list[Complaint]:
    """Return the complaints at these projects whose number this is, or ends in it, the latest first."""
    end = _end_of_number(text)
    if not end:
        return []
    here = complaints_visible_to(account).filter(project__in=projects)
    found = here.filter(Q(number=end) | Q(number__endswith=f"-{end}"))
    return list(found.select_related("place", "person", "case_owner").order_by("-received_at", "-pk")[:SHOWN])


def _end_of_number(text: str) -> str:
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", visible(text))).upper()
    plain = "".join(plain.split())
    if whole := _NUMBER.fullmatch(plain):
        return "-".join(part for part in whole.group("letters", "day", "last") if part)
    return plain if _END.fullmatch(plain) else ""
