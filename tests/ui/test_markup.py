"""The templates: what every page has to have, read from their text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import heed


def found(pattern: str) -> Iterator[tuple[str, str]]:
    """Every place in a template that matches: the template's name, and the text there."""
    for template in sorted(Path(heed.__file__).parent.rglob("templates/**/*.html")):
        for match in re.finditer(pattern, template.read_text(encoding="utf-8"), re.DOTALL):
            yield template.name, match[0]


def test_every_table_folds_on_a_narrow_page_or_is_scrolled_by_keys() -> None:
    tables = list(found(r'<div class="table-wrap[^>]*>\s*<table class="[^"]*"'))
    assert tables
    for name, table in tables:
        by_keys = 'tabindex="0"' in table and "aria-label" in table
        assert by_keys or "table--stack" in table, f"{name}: {table}"


def test_a_filter_with_days_has_a_button_that_is_always_there() -> None:
    forms = [(name, form) for name, form in found(r"<form[^>]*data-autosubmit.*?</form>") if "filter-bar__day" in form]
    assert forms
    for name, form in forms:
        assert '<button class="btn">' in form, f"{name}: a day sends nothing by itself"
