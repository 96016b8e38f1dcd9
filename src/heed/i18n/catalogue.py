"""The translations, kept with Babel alone, so that no gettext program is needed.

`python -m heed.i18n.catalogue extract` brings the catalogues up to date with the code, `compile` makes the files that
Django reads (done at install), and `check` ends with 1 and says where a translation is missing, doubtful, or speaks of
other facts than the original. The code speaks English; the catalogues hold Simplified and Traditional Chinese.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parent.parent
LOCALE = PACKAGE / "ui" / "locale"
LANGUAGES = ("zh_Hans", "zh_Hant")
# What a function's arguments are: which of them is the message, its plural, its context (c)
KEYWORDS: dict[str, Any] = {
    "_": None,
    "N_": None,
    **{f"gettext{how}": None for how in ("", "_lazy", "_noop")},
    **{f"ngettext{how}": (1, 2) for how in ("", "_lazy")},
    **{f"pgettext{how}": ((1, "c"), 2) for how in ("", "_lazy")},
    **{f"npgettext{how}": ((1, "c"), 2, 3) for how in ("", "_lazy")},
}
PLACEHOLDER = re.compile(r"%\((\w+)\)[a-zA-Z]|(?<!%)%(?:%%)*[sd]|\{(\w*)\}")


def extract_template(template: IO[bytes], keywords: Any, tags: Any, options: Any) -> Iterator[Any]:
    """Babel's extractor for Django templates: Django itself says what in them is to be translated."""
    source = templatize(template.read().decode("utf-8"))
    # in brackets the line breaks and indents of the page mean nothing to Python's tokenizer
    return extract_python(BytesIO(f"({source}\n)".encode()), keywords, tags, options)


METHODS: list[tuple[str, Any]] = [
    ("**/migrations/**.py", "ignore"),
    ("**.py", extract_python),
    ("**/templates/**.html", extract_template),
    ("**/templates/**.txt", extract_template),
]


def extracted(package: Path = PACKAGE) -> Catalog:
    """Every message of the code and the templates under `package`, with the places where it stands."""
    found = Catalog(project="Heed")
    options = {"**.py": {"encoding": "utf-8"}}
    for file, line, message, comments, context in extract_from_dir(
        package, METHODS, options, KEYWORDS, comment_tags=("Translators:",)
    ):
        if any(message) if isinstance(message, tuple) else message:
            found.add(message, None, [(file, line)], auto_comments=comments, context=context)
    return found


def catalogue(language: str, locale: Path = LOCALE) -> Catalog:
    """The translations of one language, `zh_Hans` or `zh_Hant`; empty where there is no file yet."""
    file = locale / language / "LC_MESSAGES" / "django.po"
    if not file.exists():
        return Catalog(locale=language, project="Heed")
    with file.open("rb") as source:
        return read_po(source, locale=language)


def extract(package: Path = PACKAGE, locale: Path = LOCALE) -> None:
    """Add what is new in the code to both catalogues, empty, and drop what the code no longer says."""
    said = extracted(package)
    for language in LANGUAGES:
        kept = catalogue(language, locale)
        header = f"# What Heed says in {language}, beside the English of its code."
        fresh = Catalog(locale=language, project="Heed", header_comment=header, fuzzy=False)
        for message in said:
            if not message.id:
                continue
            known = kept.get(message.id, message.context)
            fresh.add(message.id, known.string if known else None, flags=flags_of(message), context=message.context)
        file = locale / language / "LC_MESSAGES" / "django.po"
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as target:
            write_po(target, fresh, width=110, sort_output=True)


def flags_of(message: Message) -> list[str]:
    """The mark that gettext tools want on a message with placeholders."""
    return ["python-format"] if message.python_format else []


def compile(locale: Path = LOCALE) -> None:  # noqa: A001
    """Write the files that Django reads beside the catalogues."""
    for language in LANGUAGES:
        folder = locale / language / "LC_MESSAGES"
        if not (folder / "django.po").exists():
            continue
        draft = folder / "django.mo.new"
        with draft.open("wb") as target:
            write_mo(target, catalogue(language, locale))
        draft.replace(folder / "django.mo")


def stale(locale: Path = LOCALE) -> list[Path]:
    """The catalogues whose compiled file is missing or older than they are."""
    sources = sorted(locale.glob("*/LC_MESSAGES/*.po"))
    return [source for source in sources if not _is_newer(source.with_suffix(".mo"), source)]


def _is_newer(file: Path, other: Path) -> bool:
    return file.exists() and file.stat().st_mtime_ns >= other.stat().st_mtime_ns


def faults(package: Path = PACKAGE, locale: Path = LOCALE) -> list[str]:
    """What is wrong with the catalogues, one sentence each; empty when all is well."""
    said = [message for message in extracted(package) if message.id]
    return [f"{language}: {fault}" for language in LANGUAGES for fault in _faults_in(catalogue(language, locale), said)]


def _faults_in(known: Catalog, said: Sequence[Message]) -> Iterator[str]:
    """What is wrong in one language: with the translations of the messages, then messages that are not in the code."""
    for message in said:
        yield from faults_of(message, known.get(message.id, message.context))
    keys = {(message.id, message.context) for message in said}
    for message in known:
        if message.id and (message.id, message.context) not in keys:
            yield f"{message.id!r} is in the catalogue and nowhere in the code"


def faults_of(message: Message, known: Message | None) -> Iterator[str]:
    """What is wrong with one translation: missing, doubtful, or with other placeholders than the original."""
    where = ", ".join(f"{file}:{line}" for file, line in message.locations[:2])
    translations = forms(known.string if known else None)
    if known is None or not all(translations):
        yield f"{message.id!r} has no translation ({where})"
        return
    if known.fuzzy:
        yield f"the translation of {message.id!r} is marked as doubtful (fuzzy)"
    original = forms(message.id)[-1]
    for translation in translations:
        if placeholders(translation) != placeholders(original):
            yield f"{translation!r} has other placeholders than {original!r} ({where})"


def forms(said: str | Sequence[str | None] | None) -> list[str]:
    """A message or translation as its forms: one, or singular and plural."""
    return [text or "" for text in ([said] if isinstance(said, str | None) else said)]


def placeholders(text: str) -> list[str]:
    """The facts that a message is filled with, in order of their names: `%(due)s` and `{due}`."""
    return sorted(found.group() for found in PLACEHOLDER.finditer(text))


def main(arguments: list[str]) -> int:
    """Do what the one argument says. Returns the exit code: 1 for faults, 2 for a word it does not know."""
    match arguments:
        case ["extract"]:
            extract()
        case ["compile"]:
            compile()
        case ["check"]:
            wrong = faults()
            print(*wrong, f"Translations: {len(wrong)} faults", sep="\n")  # noqa: T201
            return 1 if wrong else 0
        case _:
            print("Say one of: extract, compile, check.", file=sys.stderr)  # noqa: T201
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
