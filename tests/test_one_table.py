"""The names of moves stand in the table of moves: no other list of them, and no comparison with one, elsewhere.

A list of names forgets the row that comes next, and a comparison hides what a row should say of itself. The package
`process` may hold texts by the names of moves, as its tests hold them against the table.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from heed.process.moves import MOVES

SOURCE = Path(__file__).parents[1] / "src" / "heed"
#: The text of each module by its path, without the migrations.
SOURCES = {
    path.relative_to(SOURCE).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(SOURCE.rglob("*.py"))
    if "migrations" not in path.parts
}
#: Where names may stand: the table with its texts, and the demo, whose stories are told move by move.
ALLOWED = ("process/", "demo/")
#: What holds the name of a move, in a comparison or as a filter of entries and notices.
NAMES = ("move", "name", "about", "row")


def found_in(code: str) -> Iterator[str]:
    """Each list of names of moves, and each comparison with one, as "line: source"; what fills a message is none."""
    tree = ast.parse(code)
    filling = {
        id(node.right) for node in ast.walk(tree) if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod)
    }
    for node in ast.walk(tree):
        if id(node) not in filling and (_lists_moves(node) or _compares_a_move(node)):
            yield f"{node.lineno}: {ast.unparse(node)[:100]}"  # type: ignore[attr-defined]


def _is_name(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Constant) and node.value in MOVES


def _lists_moves(node: ast.AST) -> bool:
    """A literal of two or more names of moves and nothing else; the keys of a dict count alike."""
    if isinstance(node, ast.Dict):
        return len(node.keys) > 1 and all(map(_is_name, node.keys))
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        firsts = [one.elts[0] if isinstance(one, ast.Tuple) and one.elts else one for one in node.elts]
        return len(firsts) > 1 and all(map(_is_name, firsts))
    return False


def _compares_a_move(node: ast.AST) -> bool:
    """`x.move == "visit"`, `name in ("visit", …)`, `filter(move="visit")`."""
    if isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
        flat = [one for side in sides for one in (side.elts if isinstance(side, ast.Tuple | ast.List) else [side])]
        return any(map(_is_name, flat)) and any(map(_holds_a_name, sides))
    if isinstance(node, ast.Call):
        return any(word.arg in ("move", "about") and _is_name(word.value) for word in node.keywords)
    return False


def _holds_a_name(node: ast.AST) -> bool:
    last = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
    return last in NAMES


@pytest.mark.parametrize(
    "code",
    [
        'KEYS = {"verify": "v", "settle": "s"}',
        'STEPS = ("verify", "settle")',
        'steps = [("settle", "Settle"), ("promise", "Promise")]',
        'if self.move.name == "new_date": pass',
        'if entry.move in ("promise", "new_date"): pass',
        'if notice.about == "escalate": pass',
        'if name != "refuse_order": pass',
        'entries.filter(move="complete")',
    ],
)
def test_a_planted_list_or_comparison_is_found(code: str) -> None:
    assert list(found_in(code))


@pytest.mark.parametrize(
    "code",
    [
        'ACTIONS["escalate"](complaint)',
        'MOVES["visit"].by',
        '("verify", "v")',
        'if fact.kind == "visit": pass',
        '_("…") % {"repeat": 1, "reopen": 2}',
    ],
)
def test_a_single_move_may_be_named(code: str) -> None:
    assert not list(found_in(code))


def test_names_of_moves_stand_in_the_table_alone() -> None:
    elsewhere = {name: code for name, code in SOURCES.items() if not name.startswith(ALLOWED)}
    assert [f"{name}:{line}" for name, code in elsewhere.items() for line in found_in(code)] == []


def _is_role_set(node: ast.AST) -> bool:
    """A literal of two or more roles and nothing else."""
    if not isinstance(node, ast.Tuple | ast.List | ast.Set):
        return False
    return len(node.elts) > 1 and all(ast.unparse(one).startswith("Role.") for one in node.elts)


def test_sets_of_roles_stand_in_one_module() -> None:
    """A row names who may make it; every other set has a name in `process.roles`."""
    own_sets = ("process/roles.py", "process/moves/", "demo/")
    found = [
        f"{name}:{node.lineno}: {ast.unparse(node)}"  # type: ignore[attr-defined]
        for name, code in SOURCES.items()
        if not name.startswith(own_sets)
        for node in ast.walk(ast.parse(code))
        if _is_role_set(node)
    ]
    assert found == []
    assert _is_role_set(ast.parse("(Role.MANAGER, Role.CENTRE)", mode="eval").body)
