"""What the filters of templates draw."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import lucide
import pytest
import time_machine
from django.template import engines
from django.test import RequestFactory
from django.utils.translation import override

import heed
from heed.process.case import Refusal
from heed.process.words import Stage

NOW = datetime(2026, 11, 21, 6, 2, tzinfo=UTC)
SOURCE = Path(heed.__file__).parent


def drawn(text: str, language: str = "en", **facts: Any) -> str:
    with override(language), time_machine.travel(NOW, tick=False):
        return str(engines["jinja"].from_string(text).render(facts))


def test_an_icon_is_ornament_unless_it_is_given_words() -> None:
    assert 'aria-hidden="true"' in drawn('{{ "phone"|icon }}')
    spoken = drawn('{{ "phone"|icon("Call <now>") }}')
    assert 'role="img"' in spoken
    assert 'aria-label="Call &lt;now&gt;"' in spoken


def test_every_icon_that_a_page_names_exists() -> None:
    named = re.compile(r"""["']([\w-]+)["']\|icon|icon="([\w-]+)\"""")
    pages = [*SOURCE.rglob("*.html"), *SOURCE.rglob("apps.py")]
    icons = {first or second for page in pages for first, second in named.findall(page.read_text(encoding="utf-8"))}
    assert len(icons) > 10
    for name in icons:
        lucide._render_icon(name, None)


def test_words_from_outside_are_shown_and_never_run() -> None:
    nasty = "<script>alert(1)</script>"
    for tag in (
        "{{ x|pill }}",
        "{{ x|quote(by=x) }}",
        "{{ None|clock(label=x, href=x, bar=True) }}",
        "{{ x|avatar }}",
        "{{ x|masked('name') }}",
    ):
        assert "<script" not in drawn(tag, x=nasty)


def test_a_quotation_takes_the_marks_of_the_readers_language() -> None:
    assert "“修好了吗”" in drawn("{{ x|quote }}", x="“修好了吗”")
    assert "「修好了吗」" in drawn("{{ x|quote }}", "zh-hant", x="修好了吗")


def test_a_word_is_said_from_its_member_or_from_its_bare_code() -> None:
    assert drawn("{{ x|word }}", x=Stage.HANDLING) == "Being handled"
    assert drawn('{{ x|word("Stage") }}', x="handling") == "Being handled"
    assert drawn('{{ x|word("Stage") }}', x="elsewhere") == "elsewhere"
    assert drawn("{{ x|word }}", x=None) == ""


def test_a_refusal_is_said_with_what_it_is_about() -> None:
    refusal = Refusal("The record still lacks: %(fact)s.", params={"fact": "Name"})
    assert drawn("{{ x|reason }}", x=refusal) == "The record still lacks: Name."
    assert drawn("{{ x|reason }}", x="Not so.") == "Not so."


def test_a_clock_carries_its_words_and_the_instants_that_keep_them_fresh() -> None:
    html = drawn("{{ due|clock(started_at=now, label='Answer', bar=True) }}", due=NOW + timedelta(hours=4), now=NOW)
    assert "4 h left</time>" in html
    assert 'data-due="2026-11-21T10:02:00Z"' in html
    assert 'data-tone="good"' in html
    assert "<progress" in html
    assert "style=" not in html


def test_a_clock_of_the_record_may_be_a_row_of_columns() -> None:
    row = {"due_at": None, "limit_at": NOW + timedelta(hours=24), "target_at": NOW + timedelta(minutes=30)}
    html = drawn("{{ row|clock_of }}", row=row | {"started_at": NOW, "outcome": "", "paused_at": None})
    assert "30 min to target" in html


def test_a_stopwatch_begins_where_the_visit_stands() -> None:
    html = drawn("{{ began|stopwatch }}", began=NOW - timedelta(seconds=192))
    assert ">03:12</b>" in html
    assert 'data-tone="warn"' in html


def test_a_masked_fact_asks_by_post_to_be_shown() -> None:
    html = drawn("{{ phone|masked(reveal_url='/look/at/it') }}", phone="13812342207")
    assert "138••••2207" in html
    assert "13812342207" not in html
    assert '<form class="masked__ask" method="post" action="/look/at/it"' in html
    assert "<form" not in drawn("{{ phone|masked }}", phone="13812342207")


@pytest.mark.parametrize(
    ("path", "url", "here"),
    [("/desk/", "/desk/", True), ("/desk/new/", "/desk/", True), ("/desks/", "/desk/", False), ("/desk/", "/", False)],
)
def test_the_room_one_stands_in_is_marked(path: str, url: str, here: bool) -> None:
    html = drawn("{{ url|current }}", url=url, request=RequestFactory().get(path))
    assert ("aria-current" in html) is here


@pytest.mark.once
def test_every_template_can_be_read_and_names_only_filters_that_exist() -> None:
    engine: Any = engines["jinja"]
    names = {str(page).split("/templates/", 1)[1] for page in SOURCE.glob("**/templates/**/*.*")}
    assert len(names) > 200
    for name in names:
        assert engine.env.get_template(name).name == name


def test_a_name_is_a_key_before_an_attribute_and_is_called_where_it_can_be() -> None:
    assert drawn("{{ x.items }}", x={"items": "a key"}) == "a key"
    assert drawn("{% for name, value in x.items() %}{{ name }}{{ value }}{% endfor %}", x={"a": 1}) == "a1"
    assert drawn("{{ x.upper }}{{ y }}", x="word", y=lambda: "called") == "WORDcalled"
    assert drawn("{{ x.y.z }}{{ w }}{% if w is none %}none{% endif %}", x=None) == "none"


def test_what_a_translation_gives_is_escaped() -> None:
    assert drawn("{{ _(x) }}", x="<b>") == "&lt;b&gt;"
    assert drawn("{% trans name=x %}<i>{{ name }}</i>{% endtrans %}", x="<b>") == "<i>&lt;b&gt;</i>"


def test_a_view_gives_its_own_value_for_what_every_page_has() -> None:
    request = RequestFactory().get("/")
    engine: Any = engines["jinja"]
    assert engine.from_string("{{ theme }}").render({"theme": "its own"}, request) == "its own"
