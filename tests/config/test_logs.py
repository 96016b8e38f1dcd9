"""No secret of a link stands in a log, whatever goes wrong."""

import io
import logging
import logging.config
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from heed.clockwork.deliver import deliver_due
from heed.config import first_link
from heed.config.logs import without_secrets
from heed.notices import adapters
from heed.notices.transport import SendFailed
from heed.records.owner_keys import code_of
from heed.rooms.portal.views import follow
from tests.rooms.walking import patterns
from tests.world import World

LOGGING: dict[str, Any] = settings.LOGGING
FORMATS: dict[str, Any] = LOGGING["formatters"]


@contextmanager
def log(form: str) -> Iterator[io.StringIO]:
    """What is written to the log in this form, down to the finest level, by every logger."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(logging.config.DictConfigurator(LOGGING).configure_formatter(dict(FORMATS[form])))
    root, before = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield written
    finally:
        root.removeHandler(handler)
        root.setLevel(before)


@pytest.mark.parametrize("form", list(FORMATS))
def test_no_log_holds_the_secret_of_a_link_or_a_code(world: World, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    complaint, token = world.lodge(contact="13900008123"), first_link.make_token()
    client = Client(raise_request_exception=False)

    def breaks(*_: Any, **__: Any) -> Any:
        raise SendFailed(f"/f/{complaint.secret}/")

    with log(form) as written:
        for rest in ("", "sent/", "say/", "agree/", "nothing/", "files/999999/", "files/x/", "?done=agree"):
            for method in (client.get, client.post, client.delete):
                method(f"/f/{complaint.secret}/{rest}")
        client.get(f"/setup/first/{token}/")
        client.get(f"/setup/first/{token}/nothing/")
        client.post("/p/cuihu/find/", {"number": complaint.number})
        code = code_of(complaint.owner_codes.get().nonce)
        client.post("/p/cuihu/find/", {"number": complaint.number, "code": code[::-1]})
        monkeypatch.setattr(follow, "owner_view", breaks)
        assert client.get(f"/f/{complaint.secret}/").status_code == 500
        monkeypatch.setattr(adapters, "send", breaks)
        deliver_due()
    said = written.getvalue()
    assert "/f/…/" in said, "what went wrong is told, without the secret"
    for secret in (complaint.secret, token, code, f"{code[:4]} {code[4:]}"):
        assert secret not in said


def test_a_planted_secret_is_taken_out_of_every_form_of_address() -> None:
    for address in (
        "GET /f/abc_-9=/ HTTP",
        "https://x.example/f/abc_-9=",
        '"/f/abc_-9=?done=1"',
        "/setup/first/abc_-9=/",
    ):
        assert "abc_-9=" not in without_secrets(address)
    assert without_secrets("/field/12/note/ /complaints/CH-1/files/2/") == "/field/12/note/ /complaints/CH-1/files/2/"


@pytest.mark.once
def test_every_address_with_a_secret_is_known_to_the_log() -> None:
    secret = "s3cr3t-of-a-link"
    walked = 0
    for name, parts in patterns():
        if not {"secret", "token"} & set(parts):
            continue
        values = {
            part: secret if part in ("secret", "token") else 1 if part in ("key", "pk") else "say" for part in parts
        }
        address = reverse(name, kwargs=values)
        assert secret not in without_secrets(f"GET {address} failed"), name
        walked += 1
    assert walked > 15
