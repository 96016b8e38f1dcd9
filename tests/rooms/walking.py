"""A walk through every address and every form of Heed with values that no person means."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch
from urllib.parse import quote

import pytest
from django import forms
from django.db import transaction
from django.forms import BaseForm, BaseFormSet
from django.http import QueryDict
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils.datastructures import MultiValueDict

from heed.records.models import Account

#: What stands where a number or a day should.
HOSTILE = (
    "²", "①", "٣", "NaN", "-1", "1e400", "9" * 5000, str(2**63), "a\0b", "\u202e1\u200b", "0001-01-01", "9999-12-31",
    "0001-01-01T00:00", "9999-12-31T23:59", "0001-01-01T00:00:00+08:00~1", "9999-12-31T23:59:59-12:00~1", "~",
    "{{ 7 }}",
)  # fmt: skip
#: Names whose values are numbers, days or cursors: another value is no address of ours.
COUNTED = ("after", "since", "week", "on", "account", "in", "place", "version", "person", "month")


@dataclass(frozen=True)
class Address:
    """One address pattern with values that lead to a page."""

    name: str
    parts: Mapping[str, Any]

    def __hash__(self) -> int:
        return hash((self.name, tuple(self.parts.items())))

    def url(self, part: str = "", value: str = "") -> str:
        """The address; with another value in one of its parts, quoted as a browser would."""
        whole = reverse(self.name, kwargs=dict(self.parts))
        if not part:
            return whole
        other = quote(value.encode("utf-8", "surrogatepass"), safe="")
        return whole.replace(f"/{self.parts[part]}/", f"/{other}/", 1)


@dataclass
class Walker:
    """Sends requests as one account (None: a stranger), each in a transaction that is taken back."""

    account: Account | None
    faults: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.client = Client(raise_request_exception=False)
        if self.account is not None:
            self.client.force_login(self.account)
        self.cookies = self.client.cookies

    def ask(
        self, url: str, sent: Mapping[str, Any] | None = None, *, post: bool = False, why: str = "", kept: bool = False
    ) -> Any:
        """The response (with its context, where it is `kept`); a fault is noted. None where a view raised."""
        self.client.cookies = self.cookies.copy()  # type: ignore[assignment]
        logging.disable(logging.CRITICAL)
        keeping = nullcontext() if kept else patch("django.test.client.store_rendered_templates", _keep_nothing)
        try:
            with transaction.atomic(), keeping:
                response = self.client.post(url, sent or {}) if post else self.client.get(url, sent or {})
                transaction.set_rollback(True)
        except Exception as broken:  # whatever it is, it is a fault
            self._note(url, why, repr(broken))
            return None
        finally:
            logging.disable(logging.NOTSET)
        if response.status_code >= 500:
            self._note(url, why, repr(getattr(response, "exc_info", [None, response.status_code])[1]))
        return response

    def expect(self, response: Any, allowed: Collection[int], why: str) -> None:
        """Note an answer with another status: a value that means nothing has passed for one that does."""
        if response is not None and response.status_code < 500 and response.status_code not in allowed:
            self._note(why, "", f"answered {response.status_code}")

    def _note(self, url: str, why: str, what: str) -> None:
        who = self.account.username if self.account else "stranger"
        self.faults.append(f"{who} {url[:120]} {why[:90]}: {what[:300]}")


def _keep_nothing(*given: Any, **more: Any) -> None:
    """Drop what a page was drawn from; a mock, made anew for each request, would cost more than some pages."""


@pytest.fixture
def recorded(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The names that a view reads from its address or its form, as long as the test clears them before each request."""
    names: set[str] = set()
    for method in ("get", "getlist", "__getitem__", "__contains__"):
        before = getattr(MultiValueDict, method)

        def noting(self: Any, name: Any, *rest: Any, before: Any = before, **options: Any) -> Any:
            if isinstance(self, QueryDict) and isinstance(name, str):
                names.add(name)
            return before(self, name, *rest, **options)

        monkeypatch.setattr(MultiValueDict if method != "__contains__" else QueryDict, method, noting, raising=False)
    return names


def patterns(found: Any = None, space: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every address pattern: its name, and the names of its parts."""
    for one in (found or get_resolver()).url_patterns:
        if isinstance(one, URLPattern):
            if one.name:
                yield f"{space}:{one.name}" if space else one.name, tuple(one.pattern.regex.groupindex)
        else:
            inner = one.namespace or ""
            yield from patterns(one, f"{space}:{inner}" if space and inner else space or inner)


def filled(response: Any) -> dict[str, Any]:
    """What a person would send with the forms of a page: their first values, and something fitting in every field."""
    sent: dict[str, Any] = {}
    for form in _forms(response):
        for bound in form:
            value = _value(bound)
            if value not in (None, "", []):
                sent[bound.html_name] = value
    return sent


def _forms(response: Any) -> Iterator[BaseForm]:
    contexts = response.context if response is not None and response.context else []
    for layer in contexts:
        for values in getattr(layer, "dicts", []):
            for value in values.values():
                if isinstance(value, BaseForm):
                    yield value
                elif isinstance(value, BaseFormSet):
                    yield value.management_form
                    yield from value.forms


def _value(bound: Any) -> Any:
    kind: Any = bound.field
    value = bound.value()
    if callable(value):
        value = value()
    if value not in (None, "", []):
        return bound.field.widget.format_value(value) if isinstance(kind, forms.DateTimeField) else value
    if isinstance(kind, forms.ModelChoiceField):
        first = kind.queryset.first() if kind.queryset is not None else None
        return first.pk if first else ""
    if isinstance(kind, forms.ChoiceField):
        choices: Any = kind.choices
        codes = [code for code, _ in choices if code]
        return next((str(code) for code in codes if not isinstance(code, (list, tuple))), "")
    if isinstance(kind, forms.FileField):
        return ""
    if isinstance(kind, forms.DateTimeField):
        return "2026-11-21T14:00"
    if isinstance(kind, forms.DateField):
        return "2026-11-21"
    if isinstance(kind, (forms.IntegerField, forms.DecimalField)):
        return "1"
    if isinstance(kind, forms.BooleanField):
        return "on"
    return "一句话"
