"""The documents are true of the repository: links lead somewhere, paths and names exist, every page is listed."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.rules import ROW

pytestmark = pytest.mark.once

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "heed"
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"[\w.-]+(?:/[\w.-]+)+/?")
#: Files that the recipes make as their examples.
EXAMPLES = {"rooms/library", "tests/rooms/test_library.py"}


def links(page: str) -> list[str]:
    """The relative links of a page, without what follows a `#`."""
    found = (link.partition("#")[0] for link in LINK.findall(page))
    return [link for link in found if link and "://" not in link]


def tops() -> set[str]:
    """The folders that a path in a document may begin with: those of the repository and of `src/heed`."""
    return {place.name for folder in (ROOT, SOURCE) for place in folder.iterdir() if place.is_dir()} | {"src"}


def paths(page: str) -> list[str]:
    """What is written as code and looks like a path of the repository or of `src/heed`."""
    found = (code.strip("/") for code in CODE.findall(page) if PATH.fullmatch(code))
    return [path for path in found if path.split("/")[0] in tops() and not is_example(path)]


def is_example(path: str) -> bool:
    """Whether a recipe makes this file."""
    return any(path == example or path.startswith(f"{example}/") for example in EXAMPLES)


def place_of(path: str) -> Path | None:
    """The file or folder of a path, looked for in `src/heed` and in the repository; `.py` may be left out."""
    for folder in (SOURCE, ROOT):
        for place in (folder / path, folder / f"{path}.py"):
            if place.exists():
                return place
    return None


@cache
def names_in(place: Path) -> frozenset[str]:
    """What is defined in a file, or in any file of a folder: functions, classes, names given a value, and strings."""
    if place.is_dir():
        return frozenset(name for file in place.rglob("*.py") for name in names_in(file))
    text = place.read_text(encoding="utf-8")
    return frozenset(_defined(text) if place.suffix == ".py" else re.findall(r"\w+", text))


def _defined(code: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def wrong_of_rule(where: str) -> Iterator[str]:
    """What the column *where* of a rule names and the code does not have, a sentence each."""
    place: Path | None = None
    for code in CODE.findall(where):
        if "/" in code:
            place = place_of(code)
            if place is None:
                yield f"there is no {code}"
        elif place is None:
            yield f"{code} follows no file"
        elif code not in names_in(place):
            yield f"{place.relative_to(ROOT)} has no {code}"


@pytest.mark.parametrize(
    ("where", "wrong"),
    [
        ("`process/nowhere.py` `x`", ["there is no process/nowhere.py", "x follows no file"]),
        ("`process/alarms.py` `climb_down`", ["src/heed/process/alarms.py has no climb_down"]),
        ("`process/alarms.py` `climbs`, `process/words` `Nature`", []),
        ("", []),
    ],
)
def test_a_place_that_is_not_there_would_be_found(where: str, wrong: list[str]) -> None:
    assert list(wrong_of_rule(where)) == wrong


def test_a_broken_link_and_a_wrong_path_would_be_found() -> None:
    page = "[here](nowhere.md#x), [there](https://example.org), `process/nowhere.py`, `text/plain`, `rooms/library/x`"
    assert links(page) == ["nowhere.md"]
    assert paths(page) == ["process/nowhere.py"]
    assert place_of("process/nowhere.py") is None


def test_what_the_rules_name_is_in_the_code() -> None:
    document = (DOCS / "rules.md").read_text(encoding="utf-8")
    wheres = {line.split("|")[1].strip(): line.split("|")[4] for line in document.splitlines() if ROW.match(line)}
    assert len(wheres) > 150
    found = [f"{rule}: {wrong}" for rule, where in wheres.items() for wrong in wrong_of_rule(where)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_and_paths_of_a_document_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    found = [f"no {link}" for link in links(text) if not (page.parent / link).exists()]
    found += [f"no {path}" for path in paths(text) if place_of(path) is None]
    assert not found, "\n".join(found)


def test_every_document_is_listed() -> None:
    for index in (DOCS / "README.md", DOCS / "recipes" / "README.md"):
        listed = {(index.parent / link).resolve() for link in links(index.read_text(encoding="utf-8"))}
        below = "*.md" if index.parent.name == "recipes" else "**/*.md"
        pages = {page.resolve() for page in index.parent.glob(below) if page != index}
        if index.parent == DOCS:
            pages -= {page.resolve() for page in (DOCS / "recipes").glob("*.md") if page.name != "README.md"}
        missing = sorted(page.name for page in pages - listed)
        assert not missing, f"{index.relative_to(ROOT)} does not list {', '.join(missing)}"
