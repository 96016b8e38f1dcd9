"""A class name means one thing: no two classes of Heed share one."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from pathlib import Path

import heed

SOURCE = Path(heed.__file__).parent
#: Names that Django looks for in every model, form or migration.
OF_DJANGO = {"Meta", "Migration"}


def shared_names(texts: Iterable[tuple[str, str]]) -> list[str]:
    """Class names that stand in more than one place, each with its files. `texts`: path and source of each file."""
    found: dict[str, list[str]] = {}
    for path, text in texts:
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ClassDef) and node.name not in OF_DJANGO:
                found.setdefault(node.name, []).append(path)
    return [f"{name}: {', '.join(paths)}" for name, paths in sorted(found.items()) if len(paths) > 1]


def test_a_planted_second_meaning_is_found() -> None:
    planted = [("one.py", "class Step:\n    class Meta: ...\n"), ("other.py", "class Step:\n    class Meta: ...\n")]
    assert shared_names(planted) == ["Step: one.py, other.py"]


def test_no_class_name_has_two_meanings() -> None:
    files = sorted(SOURCE.rglob("*.py"))
    assert len(files) > 300
    assert not shared_names((str(file.relative_to(SOURCE)), file.read_text(encoding="utf-8")) for file in files)
