"""Pages go out compressed; what is compressed already, or goes out word by word, does not."""

from __future__ import annotations

import gzip
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import Client

from heed.config.middleware import PageCompression
from tests.world import World

UNDERSTANDS = {"HTTP_ACCEPT_ENCODING": "gzip, br"}


def test_a_page_is_compressed_for_a_browser_that_understands_it(world: World, client: Client) -> None:
    plain = client.get(f"/p/{world.project.slug}/")
    pressed = client.get(f"/p/{world.project.slug}/", **UNDERSTANDS)  # type: ignore[arg-type]
    assert "Content-Encoding" not in plain
    assert pressed["Content-Encoding"] == "gzip"
    assert len(pressed.content) < len(plain.content) / 2
    assert gzip.decompress(pressed.content).startswith(b"<!doctype html>")
    assert "Accept-Encoding" in pressed["Vary"]


def test_the_size_of_a_compressed_page_tells_nothing_of_what_is_in_it() -> None:
    sizes = {len(_answer(HttpResponse(b"the same page " * 100)).content) for _ in range(12)}
    assert len(sizes) > 1


@pytest.mark.parametrize("kind", ["image/jpeg", "text/event-stream", "application/zip"])
def test_photos_files_and_streams_go_out_as_they_are(kind: str) -> None:
    assert "Content-Encoding" not in _answer(HttpResponse(b"x" * 1000, content_type=kind))
    assert "Content-Encoding" not in _answer(StreamingHttpResponse(iter([b"x" * 1000]), content_type=kind))


def _answer(response: Any) -> Any:
    """What goes out to a browser that understands compression."""
    request = HttpRequest()
    request.META.update(UNDERSTANDS)
    return PageCompression(lambda _request: response)(request)
