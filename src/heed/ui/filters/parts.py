"""Filters: icons, pills, clocks, quotes, masked facts, times in words. Cheap enough for long lists."""

import zlib
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

import lucide
from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from jinja2 import pass_context
from jinja2.runtime import Context

from heed.process import words as process_words
from heed.process.moves import MOVES
from heed.ui import humanize, masking
from heed.ui.addresses import is_at
from heed.ui.filters import markup, template_filter

HUES = 6


@lru_cache(maxsize=512)
def _icon(name: str, label: str) -> SafeString:
    named = {"role": "img", "aria_label": label} if label else {"aria_hidden": "true"}
    return mark_safe(lucide._render_icon(name, None, **{"class": "icon", **named}))  # noqa: S308  (the package's own files)


@template_filter
def icon(name: str, label: str = "") -> SafeString:
    """An inline SVG of lucide: {{ "phone"|icon }}; with `label` screen readers say it, without they skip it."""
    return _icon(str(name), str(label))


@template_filter
def pill(text: object, tone: str = "", mark: str = "", small: bool = False) -> SafeString:
    """A coloured word: {{ complaint.level|word|pill("hot") }}; `mark` is the name of an icon before it."""
    return _pill(_label(text), str(tone), mark, small)


@lru_cache(maxsize=2_048, typed=True)
def _pill(text: str, tone: str, mark: str, small: bool) -> SafeString:
    toned = markup(' data-tone="{}"', tone) if tone else ""
    size = " pill--s" if small else ""
    return markup('<span class="pill{}"{}>{}{}</span>', size, toned, _icon(mark, "") if mark else "", text)


@template_filter
def message_tone(level: str) -> str:
    """The tone of a message of Django's by its level: {{ message.level_tag|message_tone }}."""
    return {"error": "hot", "warning": "warn", "info": "info"}.get(level, "good")


@template_filter
def key(name: str) -> SafeString:
    """A key cap: {{ "f"|key }} shows F, {{ "Ctrl+Enter"|key }} shows both. Hidden from screen readers."""
    caps = "+".join(part.upper() if len(part) == 1 else part for part in name.split("+"))
    return markup('<kbd aria-hidden="true">{}</kbd>', caps.replace("Enter", "↵").replace("+", " "))


@template_filter
def avatar(name: str | None, size: str = "") -> SafeString:
    """A round letter for a person: the surname's character or the first letter, in one of six quiet colours."""
    return _avatar((name or "").strip(), size)


@lru_cache(maxsize=2_048, typed=True)
def _avatar(text: str, size: str) -> SafeString:
    hue = zlib.crc32(text.encode()) % HUES
    kind = f"avatar avatar--{size}" if size else "avatar"
    return markup('<span class="{}" data-hue="{}" aria-hidden="true">{}</span>', kind, hue, avatar_letter(text))


@template_filter
def avatar_letter(name: str | None) -> str:
    """The initial of a name; a dash for an empty one."""
    return (name or "").strip()[:1].upper() or "–"


@template_filter
def quote(text: str, tone: str = "", by: str = "") -> SafeString:
    """A person's own words with their line breaks, between quotation marks; tone "info" for the owner."""
    toned = markup(' data-tone="{}"', tone) if tone else ""
    foot = markup("<footer>{}</footer>", by) if by else ""
    said = _("“%(words)s”") % {"words": str(text).strip('“”"「」 \n')}
    return markup('<blockquote class="quote"{}><p class="said">{}</p>{}</blockquote>', toned, said, foot)


@template_filter
@pass_context
def masked(context: Context, text: str, kind: str = "contact", reveal_url: str = "") -> SafeString:
    """A fact with its middle hidden; with `reveal_url` a button that reveals the whole by POST, which is recorded."""
    facts = {
        "shown": masking.masked(text or "", kind),
        "reveal_url": reveal_url,
        "csrf_token": context.get("csrf_token"),
    }
    return mark_safe(render_to_string("ui/parts/masked.html", facts))  # noqa: S308


@template_filter
def mask(text: str | None, kind: str = "contact") -> str:
    """{{ person.phone|mask }}, {{ person.name|mask("name") }}."""
    return masking.masked(text or "", kind)


@template_filter
def when(at: datetime | None, how: str = "instant") -> SafeString:
    """A <time> in the person's words: how = "instant" (Today 14:02), "within" a sentence (today 14:02), "moment"
    (14:02), "day", "dated"."""
    if at is None:
        return SafeString("")
    ways = {"instant": humanize.instant, "moment": humanize.moment, "day": humanize.day, "dated": humanize.dated}
    full = timezone.localtime(at).strftime("%Y-%m-%d %H:%M")
    said = humanize.instant(at) if how == "within" else capfirst(ways[how](at))
    return markup('<time datetime="{}" title="{}">{}</time>', humanize.iso(at), full, said)


@template_filter
def instant(at: datetime | None) -> str:
    """Within a sentence: "today 14:02", "yesterday 09:10", "21 Nov 14:02"; empty for None."""
    return humanize.instant(at) if at else ""


@template_filter
def moment(at: datetime | None) -> str:
    """ "14:02"; empty for None."""
    return humanize.moment(at) if at else ""


@template_filter
def day(on: datetime | date | None) -> str:
    """ "Today", "21 Nov"; empty for None."""
    return capfirst(humanize.day(on)) if on else ""


@template_filter
def calendar_day(on: datetime | date | None) -> str:
    """ "21 Nov", whatever day it is today; empty for None."""
    return humanize.calendar_day(on) if on else ""


@template_filter
def month(on: date | None) -> str:
    """ "Nov 2026"; empty for None."""
    return humanize.month(on) if on else ""


@template_filter
def dated(on: datetime | date | None) -> str:
    """ "Today · 21 Nov", a heading; empty for None."""
    return humanize.dated(on) if on else ""


@template_filter
def duration(length: timedelta | float | None) -> str:
    """ "38 min", "5 h", "1 d 3 h" from a timedelta or seconds; empty for None."""
    return "" if length is None else humanize.duration(length)


@template_filter
def minutes(count: float | None) -> str:
    """The same from minutes (policy speaks in minutes)."""
    return "" if count is None else humanize.duration(count * 60)


@template_filter
def iso(at: datetime | None) -> str:
    """UTC for a data attribute."""
    return humanize.iso(at) if at else ""


@template_filter
def file_size(count: int | None) -> str:
    """ "1.2 MB"; empty for None."""
    return "" if count is None else humanize.file_size(count)


@template_filter
def money(amount: Decimal, currency: str) -> str:
    """A sum with its currency: {{ offer.money|money(offer.currency) }}."""
    return humanize.money(amount, currency)


@template_filter
def word(code: object, kind: str = "") -> str:
    """A word of the process in the person's language: {{ stage|word }}, a bare code {{ row.stage|word("Stage") }}."""
    if kind and type(code) is str:
        return _word(get_language(), code, kind)
    return _label(_known(code, kind) if kind and code and not hasattr(code, "label") else code)


@lru_cache(maxsize=4_096)
def _word(_language: str | None, code: str, kind: str) -> str:
    return _label(_known(code, kind))


def _known(code: object, kind: str) -> object:
    known = getattr(process_words, kind)
    return known(code) if code in known._value2member_map_ else code


def _label(code: object) -> str:
    label = getattr(code, "label", None)
    text = str(label if label is not None else "" if code is None else code)
    return _(text) if text and label is not None else text


@template_filter
def done(move: str) -> str:
    """What a move did, after the name of who did it: {{ entry.move|done }}; an unknown one is shown as it is."""
    row = MOVES.get(str(move))
    return _(row.done) if row and row.done else str(move)


@template_filter
def reason(refusal: Any) -> str:
    """A refusal of the workflow as a sentence; plain text stays as it is."""
    text = getattr(refusal, "text", None)
    if not text:
        return str(refusal)
    return _(text) % {name: _(value) if isinstance(value, str) else value for name, value in refusal.params.items()}


@template_filter
@pass_context
def current(context: Context, url: str) -> SafeString:
    """aria-current="page" when the page shown lies at or under `url`."""
    path = getattr(context.get("request"), "path", "")
    return SafeString(' aria-current="page"' if is_at(path, url) else "")


@template_filter
def field(bound: BoundField, **extra: Any) -> SafeString:
    """Draw one field: {{ form.what|field(class="field--third", label=…, hint=…) }}; the rest goes to the control."""
    classes, label, hint = extra.pop("class", ""), extra.pop("label", None), extra.pop("hint", None)
    attrs = {name.replace("_", "-"): value for name, value in extra.items()}
    control = bound.as_widget(attrs=attrs) if attrs else None
    facts = {"field": bound, "classes": classes, "label": label, "hint": hint, "control": control}
    return mark_safe(render_to_string("ui/form/field.html", facts))  # noqa: S308


def now_on_paper() -> str:
    """The moment of which a page that is printed is a picture."""
    with humanize.on_paper():
        return humanize.instant(timezone.now())


def now_iso() -> str:
    """The server's time, from which the scripts learn how far the person's own clock is off."""
    return humanize.iso(timezone.now())
