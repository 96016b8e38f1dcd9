"""Rules of this repository that no tool checks: short files, nothing copied from others, no paths of one machine,
no reference to a document that is elsewhere."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LONGEST = {".py": 300, ".html": 80}
WIDEST = 160  # characters of a line in a template
REGISTRY = re.compile(r"pypi[.]org|python[h]osted|npm[j]s|yarn[p]kg|deb[.]debian|mirrors?[.]\w+[.]", re.IGNORECASE)
MACHINE = re.compile(r"(?<![.\w])/(?:work|farm|root|opt/(?:pypi|wheels)|home/\w+)/")
ABSENT = re.compile(r"\bDESIG[N]\b")
#: What no line of any file may hold.
ANYWHERE = (
    (REGISTRY, "names the host of a registry"),
    (MACHINE, "names a path of one machine"),
    (ABSENT, "refers to a document that is not in the repository"),
)
LOADING = r"""\b(?:src|href|srcset|action)=["']?|url\(["']?|import[\s(]+["']|from\s+["']"""
CROWDED = re.compile(r"[{;]\s*[\w-]+\s*:[^;{}]*;\s*[\w-]+\s*:|[{]\s*[\w-]+\s*:[^{}]*[}]")
ELSEWHERE = re.compile(rf"(?:{LOADING})(?:https?:)?//")
VAGUE = {"utils", "util", "helpers", "helper", "misc", "common", "manager", "managers"}


def faults(name: str, text: str) -> Iterator[str]:
    """The faults of one file, a sentence each. `name` is its path in the repository."""
    path = Path(name)
    lines = text.count("\n") + (not text.endswith("\n"))
    if lines > LONGEST.get(path.suffix, lines) and "migrations" not in path.parts:
        yield f"{name} has {lines} lines: the longest may have {LONGEST[path.suffix]}"
    if re.search(r"\.min\.\w+$", name):
        yield f"{name} is minified: the repository holds only its own sources"
    if path.stem in VAGUE:
        yield f"{name} has a name that says nothing"
    for number, line in enumerate(text.splitlines(), start=1):
        for pattern, fault in ANYWHERE:
            if pattern.search(line):
                yield f"{name}:{number} {fault}"
        if path.suffix in {".html", ".js", ".css", ".svg"} and ELSEWHERE.search(line):
            yield f"{name}:{number} loads something from elsewhere"
        if path.suffix == ".html" and len(line) > WIDEST:
            yield f"{name}:{number} is wider than {WIDEST} characters"
        if path.suffix == ".css" and CROWDED.search(line):
            yield f"{name}:{number} has more than a declaration a line"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("src/heed/long.py", "x = 1\n" * 301, "301 lines"),
        ("src/heed/long.html", "<br>\n" * 80 + "<br>", "81 lines"),
        ("src/heed/wide.html", f"<p>{'x' * 160}</p>", "wider than"),
        ("src/heed/a.min.js", "x", "minified"),
        ("src/heed/utils.py", "", "says nothing"),
        ("requirements.lock", "--index-url https://py" + "pi.org/simple", "registry"),
        ("docs/a.md", "see `/wo" + "rk/main/README.md`", "path of one machine"),
        ("src/heed/a.py", '"""A clock (DESIG' + 'N 3)."""', "not in the repository"),
        ("requirements.lock", "--find-links /op" + "t/wheels/\n", "path of one machine"),
        ("src/page.html", '<script src="//cdn.example/x.js"></script>', "elsewhere"),
        ("src/page.css", "@font-face {\n  src: url(https://fonts.example/a);\n}", "elsewhere"),
        ("src/page.css", ".a { color: red; top: 0; }", "a declaration a line"),
        ("src/page.css", ".a { color: red }", "a declaration a line"),
        ("src/page.js", 'import { a } from "https://cdn.example/a.js";', "elsewhere"),
    ],
)
def test_a_planted_fault_is_found(name: str, text: str, said: str) -> None:
    found = list(faults(name, text))
    assert len(found) == 1
    assert said in found[0]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("src/heed/short.py", "x = 1\n" * 300),
        ("src/heed/page.html", '<a href="/desk/">Desk</a>\n' * 80),
        ("src/page.css", ".a:hover {\n  color: red;\n}"),
        ("src/heed/icon.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>'),
        ("docs/a.md", "in the work/ folder, as at example.org/work/"),
    ],
)
def test_what_is_allowed_is_left_alone(name: str, text: str) -> None:
    assert list(faults(name, text)) == []


def test_the_repository_keeps_its_rules() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    found: list[str] = []
    for name in filter(None, listed.stdout.split("\0")):
        try:
            found += faults(name, (ROOT / name).read_text(encoding="utf-8"))
        except (UnicodeDecodeError, FileNotFoundError):
            continue  # a picture, or a file just removed
    assert len(listed.stdout) > 1000
    assert not found, "\n".join(found)
