"""Static files with a hash of their content in the name, so that browsers may cache them for ever."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

from heed.config import scripts, stylesheets

#: The static files that are served joined.
JOINED = (stylesheets.MAIN, *scripts.MAINS)


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Names with a hash after `collectstatic` has run (`heed run` does it); plain names before, as in tests.

    Imports between ES modules are rewritten too; otherwise a browser would combine an old module with a new one.
    """

    manifest_strict = False
    support_js_module_import_aggregation = True

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Join the stylesheets, and the scripts, before they are named and compressed."""
        if not dry_run:
            for name in (name for name in JOINED if name in paths):
                self._put(name, joined_text(name), paths)
        yield from super().post_process(paths, dry_run, **options)

    def _put(self, name: str, text: str, paths: dict[str, Any]) -> None:
        """Let this text be the file of that name."""
        self.delete(name)
        self._save(name, ContentFile(text.encode()))
        paths[name] = (self, name)

    def hashed_name(self, name: str, content: Any = None, filename: str | None = None) -> str:
        """The name with its hash, or the plain name where the file was not collected."""
        try:
            return str(super().hashed_name(name, content, filename))
        except ValueError:
            return name


def joined_text(name: str) -> str:
    """The text of one of the `JOINED` with all that it imports in it."""
    if name == stylesheets.MAIN:
        return stylesheets.joined(_source(name))
    return scripts.joined(name, lambda one: _source(one).read_text("utf-8"))


def _source(name: str) -> Path:
    """Where a file is written; not its collected copy, which may be joined already."""
    return Path(str(finders.find(name)))
