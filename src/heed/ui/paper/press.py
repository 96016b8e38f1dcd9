"""Draws one PDF: `python -m heed.ui.paper.press FOLDER`, where the folder has `main.typ`, `data.json` and pictures.

It imports nothing of Heed or Django, so that it starts fast and its memory goes with it. The fonts come with Heed:
those of the machine are not looked at, so that every machine draws the same.
"""

import sys
from pathlib import Path

import pylopdf_fonts_zh_cn
import typst


def draw(folder: Path) -> bytes:
    """The PDF of this folder."""
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(pylopdf_fonts_zh_cn.sans_path().parent)])
    data = (folder / "data.json").read_text(encoding="utf-8")
    compiler = typst.Compiler(str(folder / "main.typ"), root=str(folder), font_paths=fonts, sys_inputs={"data": data})
    drawn = compiler.compile(format="pdf")
    assert isinstance(drawn, bytes)
    return drawn


if __name__ == "__main__":
    sys.stdout.buffer.write(draw(Path(sys.argv[1])))
