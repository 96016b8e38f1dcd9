"""The stage of a complaint has one writer: `actions/engine`. Proven from the code.

What is looked for: `x.stage = …` on anything but `self`, `setattr(x, "stage", …)`, `stage=` given to a method that
writes (`update`, `create`, …) or to the maker of a complaint, "stage" among `update_fields`, the fields of a bulk
update or the columns of a change, and SQL of our own that updates the table of complaints.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "heed"
#: The only file that may write it.
WRITERS = {"actions/engine/execute.py"}
#: Tables that carry a stage beside the complaint's: what it was at the time.
OTHERS = {"Entry"}
WRITING = {"update", "create", "update_or_create", "get_or_create", "bulk_create", "bulk_update", "save"}
SQL = re.compile(r"\b(?:update|insert\s+into|replace\s+into)\s+\"?records_complaint\b\"?", re.IGNORECASE)


def writes_of_stage(code: str) -> Iterator[int]:
    """The lines on which a complaint's stage is written."""
    for node in ast.walk(ast.parse(code)):
        if any(_writes(node)):
            yield node.lineno  # type: ignore[attr-defined]


def _writes(node: ast.AST) -> Iterator[bool]:
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        parts = [part for target in targets for part in ast.walk(target)]
        yield any(_is_stage_of_another(part) or _is_key_stage(part) for part in parts)
        yield any(_is_columns(part) for part in parts) and node.value is not None and _has_key_stage(node.value)
    elif isinstance(node, ast.Call):
        yield _call_writes(node)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield bool(SQL.search(node.value))


def _is_stage_of_another(target: ast.AST) -> bool:
    if not isinstance(target, ast.Attribute) or not isinstance(target.ctx, ast.Store):
        return False
    own = isinstance(target.value, ast.Name) and target.value.id == "self"
    return target.attr == "stage" and not own


def _is_key_stage(target: ast.AST) -> bool:
    """`columns["stage"] = …`: what an action hands to the one writer."""
    return (
        isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Constant) and target.slice.value == "stage"
    )


def _is_columns(target: ast.AST) -> bool:
    return "columns" in (getattr(target, "attr", ""), getattr(target, "id", ""))


def _has_key_stage(value: ast.AST) -> bool:
    dicts = [part for part in ast.walk(value) if isinstance(part, ast.Dict)]
    return any(isinstance(key, ast.Constant) and key.value == "stage" for found in dicts for key in found.keys)


def _call_writes(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    names = {keyword.arg for keyword in call.keywords}
    if name == "setattr":
        return len(call.args) > 1 and isinstance(call.args[1], ast.Constant) and call.args[1].value == "stage"
    if name in WRITING:
        if _owner(call) in OTHERS:
            return False
        spread = [keyword.value for keyword in call.keywords if keyword.arg is None]
        return "stage" in names or any(map(_has_key_stage, spread)) or _names_stage_among_fields(call)
    return name == "Complaint" and "stage" in names


def _owner(call: ast.Call) -> str:
    """The class whose rows a call writes, where it is named: `Entry` of `Entry.objects.create(…)`."""
    found = [part.id for part in ast.walk(call.func) if isinstance(part, ast.Name)]
    return found[0] if found else ""


def _names_stage_among_fields(call: ast.Call) -> bool:
    lists = [keyword.value for keyword in call.keywords if keyword.arg in ("update_fields", "fields", "defaults")]
    lists += call.args if isinstance(call.func, ast.Attribute) and call.func.attr == "bulk_update" else []
    return any(isinstance(part, ast.Constant) and part.value == "stage" for found in lists for part in ast.walk(found))


@pytest.mark.parametrize(
    "code",
    [
        "complaint.stage = Stage.CLOSED",
        "order.complaint.stage = 'closed'",
        "complaint.stage: str = 'closed'",
        "complaint.version, complaint.stage = 3, 'closed'",
        "setattr(complaint, 'stage', 'closed')",
        "Complaint.objects.filter(pk=1).update(stage='closed', closed_at=now)",
        "complaints.update(stage=Stage.CLOSED)",
        "Complaint.objects.create(project=p, stage='received')",
        "Complaint(project=p, stage='received').save()",
        "complaint.save(update_fields=['stage'])",
        "Complaint.objects.bulk_update(rows, ['stage'])",
        "Complaint.objects.update_or_create(number=n, defaults={'stage': 'closed'})",
        "Complaint.objects.filter(pk=1).update(**{'stage': 'closed'})",
        "change.columns['stage'] = 'closed'",
        "change.columns |= {'handler': 1, 'stage': 'closed'}",
        "change.columns.update(stage='closed')",
        "cursor.execute('UPDATE records_complaint SET stage = %s', ['closed'])",
        "cursor.execute('update \"records_complaint\" set stage = 1')",
    ],
)
def test_a_planted_write_is_found(code: str) -> None:
    assert list(writes_of_stage(code)) == [1]


@pytest.mark.parametrize(
    "code",
    [
        "if complaint.stage == Stage.CLOSED: pass",
        "stage = complaint.stage",
        "Complaint.objects.filter(stage='closed')",
        "Complaint.objects.filter(pk=1).update(title='x')",
        "complaint.save(update_fields=['title'])",
        "case = Case(stage=None, policy=p, now=n)",
        "Entry(complaint=c, stage=change.stage)",
        "Entry.objects.create(complaint=c, stage=change.stage)",
        "reached[entry.stage] = entry.at",
        "self.stage = stage",
        "cursor.execute('SELECT stage FROM records_complaint')",
    ],
)
def test_reading_is_left_alone(code: str) -> None:
    assert list(writes_of_stage(code)) == []


def test_only_the_engine_writes_the_stage_of_a_complaint() -> None:
    found, writers = [], set()
    for file in sorted(SOURCE.rglob("*.py")):
        name = file.relative_to(SOURCE).as_posix()
        if "migrations" in file.parts:
            continue
        for line in writes_of_stage(file.read_text(encoding="utf-8")):
            if name in WRITERS:
                writers.add(name)
            else:
                found.append(f"src/heed/{name}:{line} writes the stage of a complaint")
    assert not found, "\n".join(found)
    assert writers == WRITERS, "the search sees the two writers that there are"
