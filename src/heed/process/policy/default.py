"""The policy a company begins with: `default_settings.json`, and its long tree in `default_categories.json`."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from heed.process.policy.document import Policy


def default_document() -> dict[str, Any]:
    """The default as plain JSON values, a fresh copy each time."""
    document: dict[str, Any] = _read("default_settings.json")
    document["categories"] = _read("default_categories.json")
    return document


@cache
def default_policy() -> Policy:
    """The default policy; the same object each time."""
    return Policy.model_validate(default_document())


def _read(name: str) -> Any:
    return json.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))
