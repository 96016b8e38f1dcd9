"""Joins the stylesheets: written as some forty small files, served as one."""

import re
from pathlib import Path

#: The static file that imports the others.
MAIN = "ui/css/heed.css"
IMPORT = re.compile(r'@import url\("([^"]+)"\) layer\((\w+)\);\n?')
COMMENT = re.compile(r"/\*.*?\*/\n?", re.DOTALL)


def joined(main: Path) -> str:
    """The text of `main`, with each import replaced by the sheet inside its layer, without comments."""

    def sheet_of(found: re.Match[str]) -> str:
        sheet = (main.parent / found[1]).read_text(encoding="utf-8")
        return f"@layer {found[2]} {{\n{sheet}}}\n"

    return COMMENT.sub("", IMPORT.sub(sheet_of, main.read_text(encoding="utf-8")))
