"""Our own stylesheets and scripts, named after their content, so that browsers may keep them for ever."""

from __future__ import annotations

from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Names with a hash once `collectstatic` has run (`heed run` does it); plain names before, as in a test.

    Imports between ES modules are rewritten too, or a browser would keep an old module beside a new one.
    """

    manifest_strict = False
    support_js_module_import_aggregation = True

    def hashed_name(self, name: str, content: Any = None, filename: str | None = None) -> str:
        """The name with its hash, or as it is where the file was not collected."""
        try:
            return str(super().hashed_name(name, content, filename))
        except ValueError:
            return name
