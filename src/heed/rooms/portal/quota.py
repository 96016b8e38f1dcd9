"""How much owners may send a day: by one link, from one network address, and all together. So nobody fills the disk.

The amounts are counted in the cache that all processes share, and forgotten when the day (UTC) is over.
"""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from heed.process.words import N_
from heed.records.models import Complaint
from heed.rooms.portal.limits import address_of, network_of

DAY = 24 * 60 * 60
MEGABYTE = 1024 * 1024
USED_UP = N_(
    "So many files were sent today that no more fit. Send your message without files now, or the files tomorrow."
)


def is_used_up(request: HttpRequest, complaint: Complaint | None = None) -> bool:
    """Whether the files of this request go beyond what may be sent today; never without files."""
    size = _size(request)
    return bool(size) and any(cache.get(key, 0) + size > most for key, most in _quotas(request, complaint))


def count(request: HttpRequest, complaint: Complaint) -> None:
    """Count the files of this request, which were accepted."""
    if size := _size(request):
        for key, _ in _quotas(request, complaint):
            cache.set(key, cache.get(key, 0) + size, DAY)


def _size(request: HttpRequest) -> int:
    """Bytes of all files of the request."""
    return sum(file.size or 0 for _, files in request.FILES.lists() for file in files)


def _quotas(request: HttpRequest, complaint: Complaint | None) -> Iterator[tuple[str, int]]:
    """The key of each amount that is counted today, and the most bytes it may reach."""
    link = str(complaint.pk) if complaint else ""
    for name, who, megabytes in (
        ("link", link, settings.HEED_LINK_MB_DAILY if complaint else 0),
        ("address", network_of(address_of(request)), settings.HEED_ADDRESS_MB_DAILY),
        ("all", "", settings.HEED_OWNERS_MB_DAILY),
    ):
        if megabytes:
            today = f"{datetime.now(UTC):%Y%m%d}"
            yield f"quota-{name}-{today}-{hashlib.sha256(who.encode()).hexdigest()[:32]}", megabytes * MEGABYTE
