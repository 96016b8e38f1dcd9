"""The list of languages: what is derived from a row, and that everything else reads it."""

import ast
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import to_locale

from heed.i18n import catalogue
from heed.i18n.languages import BY_CODE, LANGUAGES, SOURCE, TRANSLATED, Language, language_of
from heed.process.policy.parts import Text

HEED = Path(catalogue.PACKAGE)


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_a_language_is_known_to_django_the_policy_and_the_catalogues(language: Language) -> None:
    assert (language.code, language.name) in settings.LANGUAGES
    assert language.folder == to_locale(language.code)
    assert language.field in Text.model_fields
    assert len(language.code) <= 8
    assert (language is SOURCE) is not catalogue.file_of(language).exists()


def test_a_tag_is_derived_from_the_code() -> None:
    tags = [Language(code, "", "", "").tag for code in ("en", "zh-hans", "pt-br", "sr-latn-rs")]
    assert tags == ["en", "zh-Hans", "pt-BR", "sr-Latn-RS"]


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("zh", "zh-hans"), ("zh-CN", "zh-hans"), ("zh_Hans", "zh-hans"), ("zh-TW", "zh-hant"), ("zh-hk", "zh-hant"),
        ("zh-Hant-HK", "zh-hant"), ("en-GB", "en"), ("fr", "en"), ("zha", "en"), ("", "en"),
    ],
)  # fmt: skip
def test_every_tag_is_served_by_one_language(tag: str, code: str) -> None:
    assert language_of(tag) is BY_CODE[code]


def test_a_text_falls_back_to_english_where_a_language_is_not_required(monkeypatch: pytest.MonkeyPatch) -> None:
    text = Text(zh_hans="电梯", zh_hant="電梯", en="Lift")
    assert text.in_language("zh-tw") == "電梯"
    assert text.wordings() == ("电梯", "電梯", "Lift")
    empty = text.model_copy(update={"zh_hant": ""})
    assert empty.in_language("zh-tw") == "Lift"
    assert empty.wordings() == ("电梯", "Lift")


def test_no_other_module_lists_the_languages() -> None:
    """A literal that names two languages by code, tag or folder is a second list; words of the demo may differ."""
    assert lists_of_languages("KNOWN = ('zh-hans', 'zh-hant', 'en')")
    assert lists_of_languages("NAMES = {'zh_Hans': 1, 'zh_Hant': 2}")
    found = [
        f"{path.relative_to(HEED)}:{line}"
        for path in HEED.rglob("*.py")
        if "demo" not in path.parts and path.name != "languages.py"
        for line in lists_of_languages(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def lists_of_languages(source: str) -> list[int]:
    """The lines of literals in which at least two translated languages are named."""
    wanted = [{getattr(language, name) for language in TRANSLATED} for name in ("code", "tag", "folder", "field")]
    lines = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.List | ast.Tuple | ast.Set | ast.Dict):
            words = {part.value for part in ast.walk(node) if isinstance(part, ast.Constant)}
            if any(len(names & words) > 1 for names in wanted):
                lines.append(node.lineno)
    return lines
