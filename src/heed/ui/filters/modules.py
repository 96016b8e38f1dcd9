"""The scripts of a page: ES modules, each a small file, joined where they were collected for serving."""

import posixpath
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static
from django.utils.safestring import SafeString

from heed.ui.filters import markup, template_filter

_IMPORT = re.compile(r'^import [^"]*"(\.[^"]+)";$', re.MULTILINE)


@template_filter
@cache
def module(path: str) -> SafeString:
    """The tags of a module: {{ "ui/js/heed.js"|module }}. All that it imports is named, so that nothing is found late.

    Raises FileNotFoundError where it, or a file that it imports, does not exist.
    """
    preloads = [markup('<link rel="modulepreload" href="{}">', static(name)) for name in _imported(path)]
    return SafeString("".join(preloads)) + markup('<script type="module" src="{}"></script>', static(path))


def _imported(path: str) -> list[str]:
    """The static files that a module imports, and those that they import, each once and in the order of reading."""
    found: dict[str, None] = {}
    ahead = [path]
    while ahead:
        for name in _imports_of(ahead.pop(0)):
            if name not in found and name != path:
                found[name] = None
                ahead.append(name)
    return list(found)


def _imports_of(path: str) -> Iterator[str]:
    collected = path in getattr(staticfiles_storage, "hashed_files", ())
    file = staticfiles_storage.path(path) if collected else finders.find(path)
    if file is None:
        raise FileNotFoundError(f"there is no static file {path}")
    for relative in _IMPORT.findall(Path(str(file)).read_text(encoding="utf-8")):
        yield posixpath.normpath(posixpath.join(posixpath.dirname(path), relative))
