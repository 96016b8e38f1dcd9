"""Real messages through the portal's own form: each kept whole, found again, and shown without harm.

The messages lie beside the checkout and are only read. Nothing of them is written anywhere but into the temporary
database.
"""

import html
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.figure import Figure, Found, Skipped
from bench.served import ROOT, Instance, Reader

DATA = ROOT.parent / "shared" / "data" / "stream.parquet"
ESTATES = ("小区", "物业", "业主")
SLUG = "measuring-s1"
Asking = Callable[[str], str]


def measure() -> Found:
    """How many of the messages that name an estate come through."""
    messages = list(_messages(DATA))
    with Instance() as instance:
        instance.heed("seed", "50")
        with instance.served() as reader, instance.asked("bench.finder") as finder:
            reader.get(f"/p/{SLUG}/")
            through = sum(_comes_through(reader, finder.ask, text) for text in messages)
    words = f"{through} of {len(messages)} messages kept whole, found again and shown without harm"
    return Found(words, through == len(messages))


def _messages(path: Path) -> Iterator[str]:
    """The messages that speak of an estate, as a browser sends them. Raises Skipped."""
    if not path.exists():
        raise Skipped(f"the messages are not beside the checkout ({path.name})")
    try:
        import duckdb
    except ImportError:
        raise Skipped("reading them needs `pip install duckdb` (the extra `bench`)") from None
    rows = duckdb.sql(f"SELECT title, detail FROM '{path}' ORDER BY id").fetchall()
    for title, detail in rows:
        text = f"{title}\n{detail}"
        if any(word in text for word in ESTATES):
            yield re.sub(r"\r\n|\r|\n", "\r\n", text)


def _comes_through(reader: Reader, ask: Asking, text: str) -> bool:
    status, place = reader.post(f"/p/{SLUG}/", {
        "content": text, "where": "", "happened": "", "wants": "", "anonymous": "on", "client_key": "",
    })  # fmt: skip
    if status != 302:
        return False
    secret = place.strip("/").split("/")[1]
    found = json.loads(ask(json.dumps({"secret": secret, "text": text})))
    _, page = reader.get(f"/f/{secret}/")
    return found == {"whole": True, "found": True} and _is_harmless(page, text)


def _is_harmless(page: str, text: str) -> bool:
    """Every line of the message stands in the page, escaped; and what marks up in it nowhere unescaped."""
    shown = all(html.escape(line.strip(), quote=False) in _unquoted(page) for line in text.splitlines() if line.strip())
    marks = re.findall(r"<[a-zA-Z/!][^>]*>|&[a-zA-Z#]\w*;", text)
    return shown and not any(mark in page for mark in marks if mark != "&nbsp;")


def _unquoted(page: str) -> str:
    """Quotation marks need no escape in text: one shape for both."""
    return page.replace("&quot;", '"').replace("&#x27;", "'").replace("&#39;", "'")


FIGURE = Figure(
    "intake-real", "real messages through the portal's form, kept whole, found, shown", "all of them", measure
)
