"""Joins the modules of a script: written as some twenty small files, served as one.

A browser asks for each module by itself, and doing so for twenty costs a slow telephone more than running them.
"""

import posixpath
import re
from collections.abc import Callable, Mapping

#: The static files whose modules are joined.
MAINS = ("ui/js/heed.js", "portal/js/portal.js")
#: Modules that stay by themselves: other scripts of a page import them too, and each may be there only once.
SHARED = frozenset({"portal/js/kept.js", "ui/js/start.js", "ui/js/toast.js", "ui/js/store.js", "ui/js/files.js"})

_IMPORT = re.compile(r'^import (?:\{ ([\w, ]+) \} from )?"(\.[^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?function|const) (\w+)", re.MULTILINE)
_OTHER = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
_COMMENT = re.compile(r"^// .*\n", re.MULTILINE)


def joined(main: str, read: Callable[[str], str]) -> str:
    """The text of a module with those that it imports in it, in the order in which a browser runs them.

    Each keeps its names to itself and hands on what it exports. `read` gives the text of a static file. Raises
    ValueError for an import or an export that is written in another way than ours are.
    """
    texts: dict[str, str] = {}
    _collect(main, read, texts)
    names = {module: f"$module{place}" for place, module in enumerate(texts)}
    imports, parts = [], []
    for module, text in texts.items():
        if module in SHARED:
            imports.append(f'import * as {names[module]} from "{_way(main, module)}";\n')
        else:
            parts.append(f"const {names[module]} = (() => {{\n{_body(module, text, names)}}})();\n")
    return "".join([*imports, *parts])


def _collect(module: str, read: Callable[[str], str], texts: dict[str, str]) -> None:
    """Put a module after all that it imports."""
    text = read(module)
    if module not in SHARED:
        for _, address in _IMPORT.findall(text):
            if (imported := _named(module, address)) not in texts:
                _collect(imported, read, texts)
    texts[module] = text


def _body(module: str, text: str, names: Mapping[str, str]) -> str:
    """The statements of a module, which take what it imports and return what it exports."""

    def taken(found: re.Match[str]) -> str:
        return f"const {{ {found[1]} }} = {names[_named(module, found[2])]};\n" if found[1] else ""

    exported = ", ".join(name for _, name in _EXPORT.findall(text))
    body = _EXPORT.sub(r"\1 \2", _IMPORT.sub(taken, text))
    if other := _OTHER.search(body):
        raise ValueError(f"{module}: {other[0]!r} cannot be joined")
    return _COMMENT.sub("", body) + (f"return {{ {exported} }};\n" if exported else "")


def _named(module: str, address: str) -> str:
    """The static file that a module imports by this address."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(module), address))


def _way(main: str, module: str) -> str:
    """The address by which the main module imports another."""
    way = posixpath.relpath(module, posixpath.dirname(main))
    return way if way.startswith(".") else f"./{way}"
