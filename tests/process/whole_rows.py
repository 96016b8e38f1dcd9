"""What a row of the table of moves lacks, in words: so that a new row says itself what is missing."""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from heed.process.facts import ORDER, Fact
from heed.process.move import Move, Spoken
from heed.process.words import Party, Stage

#: How an action reads a fact: `change.text("x")`, `change.record("x", …)`, `change.add_files("x")`.
_READERS = ("text", "record", "add_files", "get")


def lacking(row: Move, actions: Mapping[str, Any]) -> list[str]:
    """Everything that the row lacks."""
    return [*_lacking_words(row), *_lacking_ends(row), *_lacking_facts(row), *_lacking_action(row, actions)]


def _lacking_words(row: Move) -> Iterator[str]:
    for field in ("label", "done", "rule"):
        if not getattr(row, field):
            yield f"{row.name} has no {field}"
    if row.owner_sees is not None and not row.owner_sees.text:
        yield f"{row.name} has no text in owner_sees"
    if Party.OWNER in row.tells and row.owner_sees is None:
        yield f"{row.name} tells the owner and has no owner_sees"


def _lacking_ends(row: Move) -> Iterator[str]:
    if Stage.CLOSED in row.to and row.closes_as is None:
        yield f"{row.name} leads to closed and has no closes_as"
    if Stage.CLOSED not in row.to and row.closes_as is not None:
        yield f"{row.name} has closes_as and does not lead to closed"
    if len(row.to) > 1 and row.choose is None:
        yield f"{row.name} has several stages in to and no choose"
    if not row.by:
        yield f"{row.name} can be made by nobody"


def _lacking_facts(row: Move) -> Iterator[str]:
    """Facts that the row speaks of, or that its guards read, and that it does not declare."""
    declared = {fact.name for fact in row.facts}
    for what, name in _facts_needed(row):
        if name not in declared:
            yield f"{row.name} does not declare the fact {name} ({what})"
    names = [fact.name for fact in row.facts]
    yield from (f"{row.name} declares the fact {name} twice" for name in declared if names.count(name) > 1)


def _facts_needed(row: Move) -> Iterator[tuple[str, str]]:
    if isinstance(row.closes_as, Fact):
        yield "closes_as", row.closes_as.name
    if row.order is not None and row.order.sources:
        yield "order", ORDER.name
    yield from (("when", fact.when[0]) for fact in row.facts if fact.when is not None)
    yield from (("not_in_timeline", fact.name) for fact in row.not_in_timeline)
    if row.owner_sees is not None:
        spoken = [one if isinstance(one, Spoken) else Spoken(one) for one in row.owner_sees.spoken]
        yield from (("owner_sees", one.fact.name) for one in spoken)
        yield from (("owner_sees", one.only_with.name) for one in spoken if one.only_with is not None)
        if row.owner_sees.by_value is not None:
            yield "owner_sees", row.owner_sees.by_value[0].name
    readers: list[Callable[..., Any]] = [*row.guards, *([row.choose] if row.choose else [])]
    for guard in readers:
        yield from ((guard.__name__, name) for name in facts_read(guard))


def _lacking_action(row: Move, actions: Mapping[str, Any]) -> Iterator[str]:
    if not row.at:  # it makes the complaint, and is no action on one
        return
    if row.name not in actions:
        yield f"{row.name} has no action"
        return
    declared = {fact.name for fact in row.facts}
    for name in sorted(facts_read(actions[row.name].__wrapped__) - declared):
        yield f"{row.name} does not declare the fact {name} (its action reads it)"


def facts_read(function: Callable[..., Any]) -> set[str]:
    """The names of the facts that a guard or an action reads, itself or in the functions that it hands them to."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    assert isinstance(tree, ast.FunctionDef)
    given = [argument.arg for argument in tree.args.args if argument.arg in ("facts", "given", "change")]
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and _root(node.value) in given:
            found |= _texts([node.slice])
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _root(node.func) in given:
            found |= _texts(node.args) if node.func.attr in _READERS else set()
        elif isinstance(node, ast.Call) and any(_root(argument) in given for argument in node.args):
            called = _called(node.func, function.__globals__)
            found |= facts_read(called) if called is not None else set()
    return found


def _root(node: ast.AST) -> str:
    """The variable of `facts`, `change`, `change.facts` …; of `change.columns` none, as it holds no facts."""
    if isinstance(node, ast.Attribute) and node.attr in (*_READERS, "facts"):
        return _root(node.value)
    return node.id if isinstance(node, ast.Name) else ""


def _texts(nodes: list[ast.expr]) -> set[str]:
    return {str(node.value) for node in nodes if isinstance(node, ast.Constant)}


def _called(node: ast.expr, names: Mapping[str, Any]) -> Callable[..., Any] | None:
    found = names.get(node.id) if isinstance(node, ast.Name) else None
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        found = getattr(names.get(node.value.id), node.attr, None)
    return found if inspect.isfunction(found) and found.__module__.startswith("heed.") else None
