"""How often one address may try something: counts in a window that ends by itself.

What an owner has typed is never lost to a limit: the page comes back with it, says how long to wait, and names the
telephone.
"""

import hashlib
import math
import time
from dataclasses import dataclass

from django.core.cache import caches
from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` times in `seconds` for each of whom it counts; `most` 0 is no limit.

    `cache` names where it counts: "process" costs nothing and holds for each process alone (against floods),
    "default" is shared by all (where guessing must be hard).
    """

    name: str
    most: int
    seconds: int
    cache: str

    def wait(self, who: str) -> int:
        """Minutes until `who` may try again; 0 where they may now."""
        count, ends = self._count(who)
        return math.ceil((ends - time.time()) / 60) if self.most and count >= self.most else 0

    def count(self, who: str) -> None:
        """Count one try."""
        if self.most:
            count, ends = self._count(who)
            caches[self.cache].set(self._key(who), (count + 1, ends), max(1, math.ceil(ends - time.time())))

    def _count(self, who: str) -> tuple[int, float]:
        now = time.time()
        count, ends = caches[self.cache].get(self._key(who)) or (0, now + self.seconds)
        return (count, ends) if ends > now else (0, now + self.seconds)

    def _key(self, who: str) -> str:
        return f"portal-{self.name}-{hashlib.sha256(who.encode()).hexdigest()[:32]}"


def address_of(request: HttpRequest) -> str:
    """The reader's network address; behind proxies the server has put the real one here."""
    return str(request.META.get("REMOTE_ADDR", ""))
