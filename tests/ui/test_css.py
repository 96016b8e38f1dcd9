"""The stylesheets: every part is joined, layered and readable in both themes (WCAG 2.2 AA)."""

from __future__ import annotations

import math
import re
from pathlib import Path, PurePosixPath

import pytest
from django.core.files.base import ContentFile

import heed
from heed.config import scripts, stylesheets
from heed.config.static import StaticStorage
from heed.ui.filters import modules

CSS = Path(heed.__file__).parent / "ui" / "static" / "ui" / "css"
JS = CSS.parent / "js"
TOKENS = (CSS / "tokens.css").read_text(encoding="utf-8")
COLOUR = r"oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\)"
TONES = ("plain", "good", "info", "warn", "hot")
GROUNDS = ("paper", "paper-2", "paper-warm", "surface", "raised")
Palette = dict[str, float]


def luminance(lightness: float, chroma: float, hue: float) -> float:
    """Relative luminance (WCAG) of an OKLCH colour, cut to sRGB."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
    return sum(share * max(0, min(1, part)) for share, part in ((0.2126, red), (0.7152, green), (0.0722, blue)))


def palette(selector: str, night: bool, base: Palette | None = None) -> Palette:
    """The luminance of each token in the block of `selector`, by day or by night."""
    block = TOKENS[TOKENS.index(selector) :]
    found = dict(base or {})
    for name, value in re.findall(r"--([\w-]+):\s*([^;]+);", block[: block.index("}")]):
        colours = re.findall(COLOUR, value)
        if colours:
            lightness, chroma, hue = map(float, colours[-1 if night else 0])
            found[name] = luminance(lightness / 100, chroma, hue)
        elif (named := value.removeprefix("var(--").removesuffix(")")) in found:
            found[name] = found[named]
    return found


def contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


@pytest.mark.parametrize("night", [False, True], ids=["day", "night"])
def test_words_and_edges_can_be_told_from_their_ground(night: bool) -> None:
    colours = palette(":root {\n  /* grounds */", night)
    text = [(ink, ground) for ink in ("ink", "ink-2", "ink-3", "accent") for ground in (*GROUNDS, "sunk")]
    text += [("on-accent", solid) for solid in ("accent-solid", "accent-solid-hover", "hot-solid", "hot-solid-hover")]
    text += [("on-accent-2", "accent-solid"), ("ink", "mark"), ("ink", "ring-soft")]
    edges = [(edge, ground) for edge in ("line-control", "ring") for ground in GROUNDS]
    weak = [pair for pair in text if contrast(colours[pair[0]], colours[pair[1]]) < 4.5]
    weak += [pair for pair in edges if contrast(colours[pair[0]], colours[pair[1]]) < 3]
    assert weak == []


@pytest.mark.parametrize("night", [False, True], ids=["day", "night"])
@pytest.mark.parametrize("tone", TONES)
def test_every_tone_can_be_read_on_its_own_ground_and_on_paper(tone: str, night: bool) -> None:
    base = palette(":root {\n  /* grounds */", night)
    colours = palette(f'[data-tone="{tone}"] {{', night, base)
    for ground in ("tone-soft", "paper", "paper-2", "surface", "raised"):
        assert contrast(colours["tone-ink"], colours[ground]) >= 4.5, ground
    for ground in ("paper", "surface"):
        assert contrast(colours["tone"], colours[ground]) >= 3, ground


def test_every_sheet_is_joined_once_and_says_the_markup_it_expects() -> None:
    joined = re.findall(r'url\("([^"]+)"\)', (CSS / "heed.css").read_text(encoding="utf-8"))
    there = {str(sheet.relative_to(CSS)) for sheet in CSS.rglob("*.css")} - {"heed.css"}
    assert sorted(joined) == sorted(there)
    for sheet in (CSS / "components").glob("*.css"):
        assert sheet.read_text(encoding="utf-8").startswith("/*"), sheet.name


def test_every_script_is_joined_and_small() -> None:
    joined = {PurePosixPath(name).name for main in scripts.MAINS for name in modules._imported(main)}
    for script in JS.glob("*.js"):
        assert script.name in joined | {"heed.js"}, script.name
        assert script.read_text(encoding="utf-8").count("\n") < 120, script.name


def test_the_sheets_are_sent_as_one_with_every_layer_kept() -> None:
    whole = stylesheets.joined(CSS / "heed.css")
    assert "@import" not in whole
    for sheet in CSS.rglob("*.css"):
        rules = re.sub(r"/\*.*?\*/\n?", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert sheet.name == "heed.css" or rules in whole, sheet.name
    assert whole.count("{") == whole.count("}")
    assert len(re.findall(r"^@layer \w+ \{$", whole, re.MULTILINE)) == len(list(CSS.rglob("*.css"))) - 1


def test_what_is_collected_for_serving_is_the_joined_sheet(tmp_path: Path) -> None:
    storage = StaticStorage(location=tmp_path, base_url="/static/")
    storage.save(stylesheets.MAIN, ContentFile(b"/* an earlier join */"))
    list(storage.post_process({stylesheets.MAIN: (storage, stylesheets.MAIN)}))
    served = storage.open(storage.hashed_name(stylesheets.MAIN)).read().decode()
    assert "@import" not in served
    assert ".stage-line" in served
