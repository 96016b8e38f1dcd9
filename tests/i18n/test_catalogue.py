"""Every message of the code is translated into each language that has a catalogue, with the same placeholders."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from heed.i18n import catalogue
from heed.i18n.__main__ import main
from heed.i18n.languages import BY_CODE, Language

HANS, HANT = BY_CODE["zh-hans"], BY_CODE["zh-hant"]

CODE = """
from django.utils.translation import gettext as _, ngettext, pgettext
from heed.process.words import N_

greeting = _("Hello %(name)s")
stage = N_("received")
lift = pgettext("a machine", "lift")
both = ngettext("%(n)s call", "%(n)s calls", 2)
"""
PAGE = """
<p>{{ _("Full at 100%") }}</p>
    <p>{% trans name=person.name %}
        Promised to {{ name }}
        by three
    {% endtrans %}</p>
  {% with title=_("Ask again") %}{% include "part.html" %}{% endwith %}
{{ word or _("Nothing yet") }} {# not _("this") #} {{ pgettext("to raise", "lift") }}
"""
CHINESE: dict[str | tuple[str, ...], str | tuple[str, ...]] = {
    "Hello %(name)s": "%(name)s，您好",
    "received": "已登记",
    "Full at 100%": "到 100% 为满",
    "Promised to %(name)s by three": "三点前答应 %(name)s",
    "Ask again": "再问一次",
    "Nothing yet": "暂无",
    ("%(n)s call", "%(n)s calls"): ("%(n)s 通来电",),
}
IN_CONTEXT = {("lift", "a machine"): "电梯", ("lift", "to raise"): "抬起"}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A small package with one file of code and one page."""
    pages = tmp_path / "code" / "templates" / "room"
    pages.mkdir(parents=True)
    (tmp_path / "code" / "words.py").write_text(CODE, encoding="utf-8")
    (pages / "page.html").write_text(PAGE, encoding="utf-8")
    return tmp_path / "code"


@pytest.fixture
def locale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Complete catalogues of it in two languages, whichever others Heed has."""
    monkeypatch.setattr(catalogue, "TRANSLATED", (HANS, HANT))
    for language in (HANS, HANT):
        catalog = Catalog(locale=language.folder)
        for message, translation in CHINESE.items():
            catalog.add(message, translation)
        for (message, context), translation in IN_CONTEXT.items():
            catalog.add(message, translation, context=context)
        keep(catalog, tmp_path / "locale", language)
    return tmp_path / "locale"


def keep(catalog: Catalog, locale: Path, language: Language) -> None:
    """Write a catalogue where Django looks for it."""
    file = catalogue.file_of(language, locale)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as target:
        write_po(target, catalog)


def test_the_messages_of_code_and_pages_are_found_as_django_will_ask_for_them(package: Path) -> None:
    found = {(message.id, message.context) for message in catalogue.extracted(package) if message.id}
    assert found == {(message, None) for message in CHINESE} | set(IN_CONTEXT)


def test_complete_catalogues_have_no_fault(package: Path, locale: Path) -> None:
    assert catalogue.faults(package, locale) == []


@pytest.mark.parametrize(
    ("message", "instead", "said"),
    [
        ("Ask again", "", "'Ask again' has no translation"),
        ("Ask again", "問什麼", "has 什麼: write 甚麼"),
        ("Hello %(name)s", "您好", "other placeholders"),
        ("Hello %(name)s", "%(nom)s，您好", "other placeholders"),
        ("Promised to %(name)s by three", "三点前答应 %(name)s 和 %(name)s", "other placeholders"),
        (("%(n)s call", "%(n)s calls"), ("来电",), "other placeholders"),
    ],
)
def test_a_planted_fault_is_found(
    package: Path, locale: Path, message: str | tuple[str, ...], instead: str | tuple[str, ...], said: str
) -> None:
    catalog = catalogue.catalogue(HANT, locale)
    catalog.get(message).string = instead  # type: ignore[union-attr]
    keep(catalog, locale, HANT)
    wrong = catalogue.faults(package, locale)
    assert len(wrong) == 1
    assert wrong[0].startswith("zh_Hant: ")
    assert said in wrong[0]


def test_a_missing_a_fuzzy_and_a_forgotten_message_are_found(package: Path, locale: Path) -> None:
    catalog = catalogue.catalogue(HANS, locale)
    catalog.delete("received")
    catalog.get("Ask again").flags.add("fuzzy")  # type: ignore[union-attr]
    catalog.add("Nobody says this", "没人说")
    keep(catalog, locale, HANS)
    wrong = "\n".join(catalogue.faults(package, locale))
    assert "'received' has no translation" in wrong
    assert "'Ask again' is marked as fuzzy" in wrong
    assert "'Nobody says this' is in the catalogue and nowhere in the code" in wrong
    assert wrong.count("\n") == 2


def test_extracting_keeps_translations_adds_new_messages_and_drops_old_ones(package: Path, locale: Path) -> None:
    (package / "words.py").write_text(CODE.replace('"received"', '"taken in"'), encoding="utf-8")
    catalogue.extract(package, locale)
    for language in (HANS, HANT):
        catalog = catalogue.catalogue(language, locale)
        assert catalog.get("Hello %(name)s").string == "%(name)s，您好"  # type: ignore[union-attr]
        assert catalog.get("lift", "to raise").string == "抬起"  # type: ignore[union-attr]
        assert catalog.get("taken in").string == ""  # type: ignore[union-attr]
        assert catalog.get("received") is None


def test_a_catalogue_says_what_it_is_and_where_each_message_stands_and_is_the_same_each_time(
    package: Path, locale: Path
) -> None:
    catalogue.extract(package, locale)
    written = catalogue.file_of(HANT, locale).read_text(encoding="utf-8")
    assert written.startswith("# Traditional Chinese (繁體中文) translation of Heed")
    for line in ("Project-Id-Version: Heed 0", "Language: zh_Hant", "Plural-Forms: nplurals=1; plural=0;"):
        assert f'"{line}' in written
    assert f"#: {package.parent.name}/code/words.py\n" in written
    assert "Date" not in written
    catalogue.extract(package, locale)
    assert catalogue.file_of(HANT, locale).read_text(encoding="utf-8") == written
    assert catalogue.faults(package, locale) == []


def test_the_command_knows_three_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["translate"]) == main([]) == 2
    assert "extract, compile, check" in capsys.readouterr().err


def test_what_is_compiled_is_read_by_gettext(locale: Path) -> None:
    catalogue.compile(locale)
    chinese = gettext.translation("django", locale, ["zh_Hans"])
    assert chinese.gettext("Ask again") == "再问一次"
    assert chinese.pgettext("a machine", "lift") == "电梯"
    assert chinese.ngettext("%(n)s call", "%(n)s calls", 3) == "%(n)s 通来电"


def test_every_message_of_heed_is_translated() -> None:
    wrong = catalogue.faults()
    assert not wrong, "\n".join(wrong[:40])
