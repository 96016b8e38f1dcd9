"""The stylesheets joined into one for serving: written as forty small files, sent as one."""

import re
from pathlib import Path

#: Within the static files: the sheet that imports the others.
MAIN = "ui/css/heed.css"
IMPORT = re.compile(r'@import url\("([^"]+)"\) layer\((\w+)\);\n?')
COMMENT = re.compile(r"/\*.*?\*/\n?", re.DOTALL)


def joined(main: Path) -> str:
    """The text of `main` with each sheet it imports put in its place, inside its layer, without the comments."""

    def put(found: re.Match[str]) -> str:
        sheet = (main.parent / found[1]).read_text(encoding="utf-8")
        return f"@layer {found[2]} {{\n{sheet}}}\n"

    return COMMENT.sub("", IMPORT.sub(put, main.read_text(encoding="utf-8")))
