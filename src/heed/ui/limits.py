"""How often one network address may try something: counted in the database, in a window that ends by itself.

What an owner has typed is never lost to a limit: the page comes back with it, says how long to wait, and names the
telephone. What strangers try counts against their own network alone, never against a number or its owner.
"""

import ipaddress
from dataclasses import dataclass

from django.http import HttpRequest

from heed.actions import tries

IPV6_PREFIX = 64
"""Bits of an IPv6 address that one connection has to itself: its owner may choose the others."""


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` tries in `seconds` from one network, for everything of this name together; `most` 0: no limit."""

    name: str
    most: int
    seconds: int

    def take(self, request: HttpRequest) -> int:
        """Count one try and return 0, or return the minutes until the next one may be made."""
        return tries.take(self.name, network_of(address_of(request)), self.most, self.seconds)

    def give_back(self, request: HttpRequest) -> None:
        """Count one try less: it succeeded, so it was no guess."""
        tries.give_back(self.name, network_of(address_of(request)))


def address_of(request: HttpRequest) -> str:
    """The reader's network address; behind proxies the server has put the real one here."""
    return str(request.META.get("REMOTE_ADDR", ""))


def network_of(address: str) -> str:
    """The address, of IPv6 the network that one connection has to itself; what is no address stays as it is."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if parsed.version == 4:
        return str(parsed)
    return str(parsed.ipv4_mapped or ipaddress.ip_network((parsed, IPV6_PREFIX), strict=False))
