"""Static files with a hash of their content in the name, so that browsers may cache them for ever."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

from heed.config import stylesheets


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Names with a hash after `collectstatic` has run (`heed run` does it); plain names before, as in tests.

    Imports between ES modules are rewritten too; otherwise a browser would combine an old module with a new one.
    """

    manifest_strict = False
    support_js_module_import_aggregation = True

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Join the stylesheets before they are named and compressed."""
        if stylesheets.MAIN in paths and not dry_run:
            source = finders.find(stylesheets.MAIN)  # not the collected copy, which may be joined already
            self.delete(stylesheets.MAIN)
            self._save(stylesheets.MAIN, ContentFile(stylesheets.joined(Path(str(source))).encode()))
            paths[stylesheets.MAIN] = (self, stylesheets.MAIN)
        yield from super().post_process(paths, dry_run, **options)

    def hashed_name(self, name: str, content: Any = None, filename: str | None = None) -> str:
        """The name with its hash, or the plain name where the file was not collected."""
        try:
            return str(super().hashed_name(name, content, filename))
        except ValueError:
            return name
