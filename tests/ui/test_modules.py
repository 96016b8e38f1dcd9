"""The scripts of a page are named in its head, with all that they import."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from heed.ui.filters.modules import module

STATIC = Path(__file__).parents[2] / "src/heed"
PAGES = sorted(
    {found for page in STATIC.rglob("*.html") for found in re.findall(r"'([^']+)'\|module", page.read_text())}
)


@pytest.mark.parametrize("path", PAGES)
def test_every_module_that_a_page_needs_is_preloaded_once(path: str) -> None:
    *preloads, script = re.findall(r'(?:href|src)="/static/([^"]+)"', module(path))
    assert script == path
    assert len(preloads) == len(set(preloads))
    needed = {path, *preloads}
    for name in needed:
        source = Path(str(finders.find(name))).read_text(encoding="utf-8")
        for imported in re.findall(r'from "([^"]+)"|import "([^"]+)"', source):
            file = (Path("/static", name).parent / "".join(imported)).as_posix()
            assert Path(file).resolve().relative_to("/static").as_posix() in needed, f"{name} imports {imported}"


def test_the_pages_have_modules() -> None:
    assert {"ui/js/heed.js", "desk/js/desk.js", "portal/js/portal.js"} <= set(PAGES)


def test_a_module_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(FileNotFoundError, match=r"nowhere\.js"):
        module("ui/js/nowhere.js")
