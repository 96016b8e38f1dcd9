"""How much owners may send a day: by one link, from one network address, and all together. So nobody fills the disk.

The amounts are counted in the database, in rows that all processes share, for a day from the first file on. They are
taken before a message is recorded and given back where it is not, so that two at once cannot both be the last.
"""

import math
from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest

from heed.actions import tries
from heed.process.words import N_
from heed.records.models import Complaint
from heed.ui.limits import address_of, network_of

DAY = 24 * 60 * 60
KILOBYTE = 1024
USED_UP = N_(
    "So many files were sent today that no more fit. Send your message without files now, or the files tomorrow."
)


def take(request: HttpRequest, complaint: Complaint | None = None) -> bool:
    """Count the files of this request and return True; without counting False, where they do not fit today."""
    size = _kilobytes(request)
    taken: list[tuple[str, str]] = []
    for name, who, most in _quotas(request, complaint) if size else ():
        if tries.take(name, who, most, DAY, size):
            for counted in taken:
                tries.give_back(*counted, size)
            return False
        taken.append((name, who))
    return True


def give_back(request: HttpRequest, complaint: Complaint | None = None) -> None:
    """Count the files of this request less: they were not recorded."""
    if size := _kilobytes(request):
        for name, who, _most in _quotas(request, complaint):
            tries.give_back(name, who, size)


def _kilobytes(request: HttpRequest) -> int:
    """Kilobytes of all files of the request, each begun one counted."""
    return math.ceil(sum(file.size or 0 for _, files in request.FILES.lists() for file in files) / KILOBYTE)


def _quotas(request: HttpRequest, complaint: Complaint | None) -> Iterator[tuple[str, str, int]]:
    """The name and the subject of each amount that is counted, and the most kilobytes that it may reach."""
    for name, who, megabytes in (
        ("mb-link", str(complaint.pk) if complaint else "", settings.HEED_LINK_MB_DAILY if complaint else 0),
        ("mb-address", network_of(address_of(request)), settings.HEED_ADDRESS_MB_DAILY),
        ("mb-all", "", settings.HEED_OWNERS_MB_DAILY),
    ):
        if megabytes:
            yield name, who, megabytes * KILOBYTE
