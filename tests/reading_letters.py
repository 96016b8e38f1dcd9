"""A stand-in for the library that reads print: it finds what a test says, wherever the picture comes from."""

import json
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

_LIBRARY = """
import json, pathlib, time
from types import SimpleNamespace

def RapidOCR(params):
    told = json.loads(pathlib.Path(__file__).with_name("told.json").read_text())
    time.sleep(told["seconds"])
    high = 30
    sizes = [(60 * place, high * len(text)) for place, text in enumerate(told["rows"])]
    boxes = [[(0, top), (wide, top), (wide, top + high), (0, top + high)] for top, wide in sizes]
    return lambda picture: SimpleNamespace(txts=told["rows"], boxes=boxes)
"""


def install_reader(monkeypatch: pytest.MonkeyPatch, folder: Path, rows: Sequence[str], seconds: float = 0) -> None:
    """Install, for this test, a library that takes `seconds` to start and finds these printed rows in any picture."""
    package = folder / "site" / "rapidocr"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(_LIBRARY, encoding="utf-8")
    (package / "told.json").write_text(json.dumps({"rows": list(rows), "seconds": seconds}), encoding="utf-8")
    monkeypatch.syspath_prepend(str(package.parent))
    found = [str(package.parent), str(Path(__file__).parent.parent / "src"), os.environ.get("PYTHONPATH", "")]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, found)))
