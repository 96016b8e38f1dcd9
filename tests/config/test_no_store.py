"""No page, file or refusal stays in a cache: a walk through every address there is."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from heed.records.models import Complaint
from tests.photos import PNG
from tests.world import World

#: Addresses that hold nothing personal and are kept for the telephone of an operator.
PUBLIC = {"field:manifest", "field:worker"}
#: What the parts of an address may be; the first that fits is taken.
PARTS = ("1", "note", "visit", "take", "seen", "verify", "zh-hans", "owner", "letter", "2026-11", "2026-11-21")


def patterns(resolver: URLResolver, names: tuple[str, ...] = ()) -> Iterator[tuple[str, URLPattern]]:
    """Every pattern with its full name."""
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from patterns(one, (*names, one.namespace) if one.namespace else names)
        elif one.name:
            yield ":".join((*names, one.name)), one


def address_of(name: str, pattern: URLPattern, known: dict[str, str]) -> str:
    """An address of the pattern, with what is known put in by name."""
    parts = list(pattern.pattern.regex.groupindex)
    named = tuple(re.findall(r"[a-z_]{3,}", pattern.pattern.regex.pattern))  # of a choice, as in (take|end)
    choices: list[dict[str, str]] = [{}]
    for part in parts:
        values = [*([known[part]] if part in known else []), *PARTS, *named]
        choices = [{**one, part: value} for one in choices for value in values]
    for choice in choices:
        try:
            return reverse(name, kwargs=choice)
        except NoReverseMatch:
            continue
    raise AssertionError(f"no address for {name} {parts}")


@pytest.mark.parametrize("reader", ["nobody", "lin", "admin"])
def test_no_page_may_be_kept_in_a_cache(client: Client, world: World, reader: str) -> None:
    complaint: Complaint = world.lodge(files=[SimpleUploadedFile("p.png", PNG, content_type="image/png")])
    known = {"number": complaint.number, "secret": complaint.secret, "slug": "cuihu"}
    if reader != "nobody":
        client.force_login(getattr(world, reader))
    walked: dict[str, Any] = {}
    for name, pattern in patterns(get_resolver()):
        if name in PUBLIC or name.endswith("logout"):
            continue
        answer = client.get(address_of(name, pattern, known))
        walked[name] = answer.headers.get("Cache-Control", "")
    assert len(walked) > 100
    assert {name: said for name, said in walked.items() if "no-store" not in said} == {}
    photo = reverse("portal:file", args=[complaint.secret, complaint.attachments.get().pk])
    assert client.get(photo).headers["Cache-Control"] == "no-store"
