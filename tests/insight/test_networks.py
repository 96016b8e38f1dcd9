"""Which addresses Heed calls: public ones, and those that the settings allow."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

import pytest

from heed.insight.networks import host_may_be_called, may_be_called


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_a_public_address_may_be_called(address: str) -> None:
    assert may_be_called(ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.8", "172.16.5.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "192.0.2.1", "::", "::1", "fe80::1", "fd00::1", "ff02::1", "::ffff:127.0.0.1",
        "::ffff:10.0.0.8", "64:ff9b::7f00:1", "2002:7f00:1::", "2002:a00:1::",
    ],
)  # fmt: skip
def test_a_private_address_in_whatever_shape_may_not(address: str) -> None:
    assert not may_be_called(ip_address(address))


def test_the_settings_may_allow_a_network() -> None:
    allowed = [ip_network("10.1.0.0/16"), ip_network("fd00::/64")]
    assert may_be_called(ip_address("10.1.2.3"), allowed)
    assert may_be_called(ip_address("::ffff:10.1.2.3"), allowed)
    assert may_be_called(ip_address("fd00::7"), allowed)
    assert not may_be_called(ip_address("10.2.2.3"), allowed)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST.", "a.localhost", "127.0.0.1", "[::1]", "fe80::1%eth0"])
def test_a_host_that_is_private_as_it_is_written_is_refused(host: str) -> None:
    assert not host_may_be_called(host)


@pytest.mark.parametrize("host", ["example.com", "8.8.8.8", "", "10.0.0.8.example.com"])
def test_other_hosts_are_looked_at_when_they_are_called(host: str) -> None:
    assert host_may_be_called(host)
