"""Real messages through the owners' form: each is stored whole, found by a search, and shown escaped.

The messages are outside the repository, in a folder next to it, and are only read. They are written into the temporary
database and nowhere else.
"""

import html
import json
import re
from collections.abc import Callable, Iterator

from bench.figure import Figure, Measured
from bench.real_messages import rows_of
from bench.served import Instance, Reader

ESTATES = ("小区", "物业", "业主")
SLUG = "measuring-s1"
Ask = Callable[[str], str]


def measure() -> Measured:
    """Count the messages about an estate that pass."""
    messages = list(_messages())
    with Instance() as instance:
        instance.seed_data(50)
        with instance.served() as reader, instance.answering("bench.finder") as finder:
            reader.get(f"/p/{SLUG}/")
            passed = sum(_passes(reader, finder.ask, text) for text in messages)
    words = f"{passed} of {len(messages)} messages stored whole, found and shown escaped"
    return Measured(words, passed == len(messages))


def _messages() -> Iterator[str]:
    """The messages that mention an estate, as a browser sends them. Raises Skipped."""
    for title, detail in rows_of("stream.parquet", "title, detail", order="id"):
        text = f"{title}\n{detail}"
        if any(word in text for word in ESTATES):
            yield re.sub(r"\r\n|\r|\n", "\r\n", text)


def _passes(reader: Reader, ask: Ask, text: str) -> bool:
    status, address = reader.post(f"/p/{SLUG}/", {
        "content": text, "where": "", "happened": "", "wants": "", "anonymous": "on", "client_key": "",
    })  # fmt: skip
    if status != 302:
        return False
    secret = address.strip("/").split("/")[1]
    found = json.loads(ask(json.dumps({"secret": secret, "text": text})))
    _, page = reader.get(f"/f/{secret}/")
    return found == {"whole": True, "found": True} and _is_escaped(page, text)


def _is_escaped(page: str, text: str) -> bool:
    """Whether the page holds every line of the message escaped, and no markup of it unescaped."""
    shown = all(html.escape(line.strip(), quote=False) in _unquoted(page) for line in text.splitlines() if line.strip())
    marks = re.findall(r"<[a-zA-Z/!][^>]*>|&[a-zA-Z#]\w*;", text)
    return shown and not any(mark in page for mark in marks if mark != "&nbsp;")


def _unquoted(page: str) -> str:
    """The page with plain quotation marks, because text may hold them escaped or not."""
    return page.replace("&quot;", '"').replace("&#x27;", "'").replace("&#39;", "'")


FIGURE = Figure(
    "intake-real", "real messages through the owners' form, stored whole, found, shown escaped", "all of them", measure
)
