"""Which addresses of the network are public, and which belong to somebody's own network."""

import ipaddress
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_THIS_MACHINE = ipaddress.ip_address("127.0.0.1")


def may_be_called(address: Address, allowed: Iterable[Network] = ()) -> bool:
    """Whether the address is public, or lies in one of the allowed networks."""
    meant = _embedded(address)
    if any(one in network for network in allowed for one in (address, meant)):
        return True
    return all(one.is_global and not one.is_multicast for one in (address, meant))


def host_may_be_called(host: str, allowed: Iterable[Network] = ()) -> bool:
    """The same of a host as it is written; a name other than localhost is not looked up, and passes."""
    name = host.rstrip(".").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return may_be_called(_THIS_MACHINE, allowed)
    try:
        return may_be_called(parsed(name.strip("[]")), allowed)
    except ValueError:
        return True


def parsed(address: str) -> Address:
    """The address without the name of its interface. Raises ValueError."""
    return ipaddress.ip_address(address.partition("%")[0])


def _embedded(address: Address) -> Address:
    """The IPv4 address that an IPv6 address stands for, where it stands for one."""
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address
