"""What a paper is made of: plain values that `frame.typ` draws. User text goes in as it is, never as markup."""

from collections.abc import Iterable, Sequence
from typing import Any

Block = dict[str, Any]
Cell = str | Block


def heading(text: str) -> Block:
    """The heading of a part."""
    return {"kind": "heading", "text": text}


def day(text: str) -> Block:
    """A line between days."""
    return {"kind": "day", "text": text}


def facts(rows: Iterable[Sequence[Cell]], label_width: int = 34, *, airy: bool = False) -> Block:
    """Labels at the left, texts at the right; the labels' width in millimetres. `airy`: with room, as in a letter."""
    return {"kind": "facts", "rows": [list(row) for row in rows], "label_width": label_width, "airy": airy}


def pairs(rows: Iterable[Sequence[str]]) -> Block:
    """Label above text, in two columns: what is at the head of a sheet."""
    return {"kind": "pair", "rows": [list(row) for row in rows]}


def mark(text: str, tone: str = "") -> Block:
    """A short remark in a frame; the tone is good, warn, hot or info."""
    return {"text": text, "tone": tone}


def said(words: str, tone: str = "info", label: str = "", marks: Sequence[Block] = ()) -> Block:
    """Words as they were spoken or written."""
    return {"kind": "said", "words": words, "tone": tone, "label": label, "marks": list(marks)}


def text(words: str, *, quiet: bool = False, size: float = 1, end: bool = False) -> Block:
    """A paragraph; the size as a multiple of the usual one. `end`: at the right, as who signs a letter."""
    return {"kind": "text", "text": words, "quiet": quiet, "size": size, "end": end}


def code(words: str) -> Block:
    """What is to be typed or compared letter by letter."""
    return {"kind": "code", "text": words}


def digits(number: str) -> Block:
    """A long number in hexadecimal, for a cell of a table or the text of a fact; it is broken where it must."""
    return {"digits": number}


def table(head: Sequence[str], widths: Sequence[float], rows: Iterable[Sequence[Cell]]) -> Block:
    """A table; the widths are shares of the page's."""
    return {"kind": "table", "head": list(head), "widths": list(widths), "rows": [list(row) for row in rows]}


def figures(
    first: str,
    groups: Iterable[tuple[str, int]],
    head: Sequence[str],
    rows: Iterable[tuple[Sequence[Cell], bool]],
    first_width: int = 34,
) -> Block:
    """A table of numbers: columns under groups, each group with how many it has; rows with whether they are totals.

    The first column holds names, and is so many millimetres wide.
    """
    return {
        "kind": "figures",
        "first": first,
        "groups": [list(group) for group in groups],
        "head": list(head),
        "rows": [{"cells": list(cells), "total": total} for cells, total in rows],
        "first_width": first_width,
    }


def columns(lists: Iterable[tuple[str, Iterable[Sequence[str]]]]) -> Block:
    """Lists side by side: a title each, and names with counts."""
    return {
        "kind": "columns",
        "lists": [{"title": title, "rows": [list(row) for row in rows]} for title, rows in lists],
    }


def clock(label: str, ended: Block, lines: Iterable[str], events: Iterable[Sequence[str]]) -> Block:
    """A clock: what became of it, why it was due then line by line, and what happened to it with times."""
    return {
        "kind": "clock",
        "label": label,
        "mark": ended,
        "lines": list(lines),
        "events": [list(row) for row in events],
    }


def picture(file: str, caption: str) -> Block:
    """A picture on a line of its own, such as a signature; `file` is its name in the paper."""
    return {"kind": "picture", "file": file, "caption": caption}


def boxes(rows: Iterable[tuple[str, bool]]) -> Block:
    """Boxes to tick, each with whether it is ticked."""
    return {"kind": "boxes", "rows": [list(row) for row in rows]}


def space(height: int) -> Block:
    """Room to write by hand, in millimetres."""
    return {"kind": "space", "height": height}


def sign(*labels: str) -> Block:
    """Lines to sign on, two in a row."""
    return {"kind": "sign", "labels": list(labels)}


def chapter(key: str, title: str, over: str) -> Block:
    """A part that begins on a new page under a title of its own, and stands in the outline of the PDF."""
    return {"kind": "chapter", "key": key, "title": title, "over": over}


def page_of(key: str) -> Block:
    """The page on which the chapter of this key begins, and the way there; for a cell of a table of numbers."""
    return {"page_of": key}


def words(text: str) -> Block:
    """Words in a cell of a table of numbers: they begin at the left."""
    return {"words": text}


def new_page() -> Block:
    """What follows begins on a new page."""
    return {"kind": "page"}
