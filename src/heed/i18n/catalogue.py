"""The catalogues of translations, kept with Babel alone, so that no gettext program is needed.

`python -m heed.i18n extract` brings the catalogues up to date with the code, `compile` makes the files that Django
reads (done at install), and `check` ends with 1 and says where a translation is missing, fuzzy, written otherwise
than the rest, or has other placeholders than the original. The messages of the code are English; each other language
has a catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment
from jinja2.ext import extract_from_ast

from heed import __version__
from heed.i18n.languages import TRANSLATED, Language

PACKAGE = Path(__file__).resolve().parent.parent
LOCALE = PACKAGE / "ui" / "locale"
# The functions that mark messages; which of their arguments is the message, its plural, its context (c)
KEYWORDS: dict[str, Any] = {
    "_": None,
    "N_": None,
    **{f"gettext{how}": None for how in ("", "_lazy", "_noop")},
    **{f"ngettext{how}": (1, 2) for how in ("", "_lazy")},
    **{f"pgettext{how}": ((1, "c"), 2) for how in ("", "_lazy")},
    **{f"npgettext{how}": ((1, "c"), 2, 3) for how in ("", "_lazy")},
}
PLACEHOLDER = re.compile(r"%\((\w+)\)[a-zA-Z]|(?<!%)%(?:%%)*[sd]|\{(\w*)\}")


#: Reads a template as heed.ui.jinja does, without its filters.
_TEMPLATES = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
_TEMPLATES.policies["ext.i18n.trimmed"] = True


def extract_template(template: IO[bytes], keywords: Any, tags: Any, options: Any) -> Iterator[Any]:
    """Yield the messages of a template for Babel. Raises TemplateSyntaxError where it cannot be read."""
    tree = _TEMPLATES.parse(template.read().decode("utf-8"))
    for line, function, messages in extract_from_ast(tree, tuple(keywords)):
        yield line, function, messages, []


METHODS: list[tuple[str, Any]] = [
    ("**/migrations/**.py", "ignore"),
    ("**.py", extract_python),
    ("**/templates/**.html", extract_template),
    ("**/templates/**.txt", extract_template),
]


def extracted(package: Path = PACKAGE) -> Catalog:
    """Return every message of the code and the templates under `package`, with the places where it stands."""
    found = Catalog(project="Heed")
    root = f"{package.parent.name}/{package.name}"
    options = {"**.py": {"encoding": "utf-8"}}
    for file, line, message, comments, context in extract_from_dir(
        package, METHODS, options, KEYWORDS, comment_tags=("Translators:",)
    ):
        if any(message) if isinstance(message, tuple) else message:
            found.add(message, None, [(f"{root}/{file}", line)], auto_comments=comments, context=context)
    return found


def file_of(language: Language, locale: Path = LOCALE) -> Path:
    """Return the path of a language's catalogue."""
    return locale / language.folder / "LC_MESSAGES" / "django.po"


def catalogue(language: Language, locale: Path = LOCALE) -> Catalog:
    """Return the translations of a language; empty where there is no file yet."""
    file = file_of(language, locale)
    if not file.exists():
        return Catalog(locale=language.folder, project="Heed")
    with file.open("rb") as source:
        return read_po(source, locale=language.folder)


def extract(package: Path = PACKAGE, locale: Path = LOCALE) -> None:
    """Add the new messages of the code to every catalogue, without a translation, and drop those that are gone.

    The same code and translations always give the same file: it holds no dates, and the files in which a message
    stands, without the lines.
    """
    messages = [message for message in extracted(package) if message.id]
    for language in TRANSLATED:
        kept = catalogue(language, locale)
        fresh = Catalog(locale=language.folder, fuzzy=False)
        for message in messages:
            known = kept.get(message.id, message.context)
            fresh.add(
                message.id,
                known.string if known else None,
                message.locations,
                flags_of(message),
                message.auto_comments,
                context=message.context,
            )
        file = file_of(language, locale)
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as target:
            target.write(header_of(language, fresh.plural_forms).encode())
            write_po(target, fresh, width=110, omit_header=True, sort_output=True, include_lineno=False)


def header_of(language: Language, plural_forms: str) -> str:
    """Return the header of a catalogue: what it is, its language and its plural forms."""
    lines = (
        f"Project-Id-Version: Heed {__version__}",
        f"Language: {language.folder}",
        f"Language-Team: {language.name}",
        f"Plural-Forms: {plural_forms}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
    )
    quoted = "".join(f'"{line}\\n"\n' for line in lines)
    title = f"# {language.title} ({language.name}) translation of Heed, under the licence of Heed.\n"
    return f'{title}msgid ""\nmsgstr ""\n{quoted}\n'


def flags_of(message: Message) -> list[str]:
    """Return the flag that gettext tools expect on a message with placeholders."""
    return ["python-format"] if message.python_format else []


def compile(locale: Path = LOCALE) -> None:  # noqa: A001
    """Write the compiled files that Django reads next to the catalogues."""
    for language in TRANSLATED:
        file = file_of(language, locale)
        if not file.exists():
            continue
        draft = file.with_name("django.mo.new")
        with draft.open("wb") as target:
            write_mo(target, catalogue(language, locale))
        draft.replace(file.with_suffix(".mo"))


def stale(locale: Path = LOCALE) -> list[Path]:
    """The catalogues whose compiled file is missing or older than they are."""
    sources = sorted(locale.glob("*/LC_MESSAGES/*.po"))
    return [source for source in sources if not _is_newer(source.with_suffix(".mo"), source)]


def _is_newer(file: Path, other: Path) -> bool:
    return file.exists() and file.stat().st_mtime_ns >= other.stat().st_mtime_ns


def faults(package: Path = PACKAGE, locale: Path = LOCALE) -> list[str]:
    """Return what is wrong with the catalogues, one sentence each; empty where nothing is."""
    messages = [message for message in extracted(package) if message.id]
    return [
        f"{language.folder}: {fault}"
        for language in TRANSLATED
        for known in (catalogue(language, locale),)
        for fault in (*_faults_in(known, messages), *_misspelt(known, language))
    ]


def _misspelt(known: Catalog, language: Language) -> Iterator[str]:
    for message in known:
        for other, ours in language.spellings if message.id else ():
            if any(other in form for form in forms(message.string)):
                yield f"the translation of {message.id!r} has {other}: write {ours}"


def _faults_in(known: Catalog, messages: Sequence[Message]) -> Iterator[str]:
    for message in messages:
        yield from faults_of(message, known.get(message.id, message.context))
    keys = {(message.id, message.context) for message in messages}
    for message in known:
        if message.id and (message.id, message.context) not in keys:
            yield f"{message.id!r} is in the catalogue and nowhere in the code"


def faults_of(message: Message, known: Message | None) -> Iterator[str]:
    """Yield what is wrong with a translation: missing, fuzzy, or with other placeholders than the original."""
    where = ", ".join(f"{file}:{line}" for file, line in message.locations[:2])
    translations = forms(known.string if known else None)
    if known is None or not all(translations):
        yield f"{message.id!r} has no translation ({where})"
        return
    if known.fuzzy:
        yield f"the translation of {message.id!r} is marked as fuzzy"
    original = forms(message.id)[-1]
    for translation in translations:
        if placeholders(translation) != placeholders(original):
            yield f"{translation!r} has other placeholders than {original!r} ({where})"


def forms(text: str | Sequence[str | None] | None) -> list[str]:
    """Return a message or translation as its forms: one, or singular and plural."""
    return [form or "" for form in ([text] if isinstance(text, str | None) else text)]


def placeholders(text: str) -> list[str]:
    """Return the placeholders of a message, such as `%(due)s` and `{due}`, in order."""
    return sorted(found.group() for found in PLACEHOLDER.finditer(text))
