"""The page about the settings and the settings themselves are the same."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from heed.config import settings

ROOT = Path(settings.__file__).parents[3]
ROW = re.compile(r"^\| `([A-Z_]+)` \| (?:`([^`]*)`)?", re.MULTILINE)
NAME = re.compile(r"""["'](HEED_[A-Z_]+|DATABASE_URL)["']""")

BETWEEN_OUR_PROCESSES = {
    "HEED_HEARTBEAT",
    "HEED_LIFELINE",
    "HEED_READY",
}  # set by `heed run` for what it starts, never by people


def read_by_the_code(source: str) -> dict[str, str]:
    """The settings that `settings.py` reads, each with its default as it is written; "" for none or a computed one."""
    found = {}
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call) and re.fullmatch(r"env\.\w+", ast.unparse(call.func)):
            name, *rest = (argument.value if isinstance(argument, ast.Constant) else "" for argument in call.args)
            switch = ast.unparse(call.func) == "env.switch"
            default = ("yes" if rest[:1] == [True] else "no") if switch else str(rest[0]) if rest else ""
            found[str(name)] = default
    return found


def explained(page: str) -> dict[str, str]:
    """The settings of the page's tables, with their defaults."""
    return dict(ROW.findall(page))


def test_an_unexplained_setting_and_a_wrong_default_would_be_seen() -> None:
    source = 'A = env.text("HEED_A", "x")\nB = env.switch("HEED_B")\nC = env.number("HEED_C", 8, least=1)'
    assert read_by_the_code(source) == {"HEED_A": "x", "HEED_B": "no", "HEED_C": "8"}
    assert explained("| `HEED_A` | `x` | words |\n| `HEED_B` | | words |") == {"HEED_A": "x", "HEED_B": ""}


def test_the_page_explains_every_setting_with_its_default_and_no_other() -> None:
    page = explained((ROOT / "docs" / "settings.md").read_text(encoding="utf-8"))
    code = read_by_the_code(Path(settings.__file__).read_text(encoding="utf-8"))
    computed = {"HEED_MAIL_FROM", "HEED_SEAL_KEY_FILE", "HEED_CHECKPOINT_FOLDER"}  # of HEED_URL or HEED_DATA
    assert {name: page.get(name) for name in code if name not in computed} == {
        name: default for name, default in code.items() if name not in computed
    }
    named = {name for file in (ROOT / "src").rglob("*.py") for name in NAME.findall(file.read_text(encoding="utf-8"))}
    assert set(page) == (named | set(code)) - BETWEEN_OUR_PROCESSES


def started(**surroundings: str) -> subprocess.CompletedProcess[str]:
    """Heed's settings, loaded by a fresh process in these surroundings, printing what matters for cookies."""
    show = "from heed.config import settings as s; print(s.SESSION_COOKIE_SECURE, s.CSRF_TRUSTED_ORIGINS, s.DEBUG)"
    return subprocess.run(
        [sys.executable, "-c", show],
        env={"HEED_SECRET_KEY": "x", **surroundings},
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_https_address_makes_cookies_secure() -> None:
    assert started(HEED_URL="https://heed.example/").stdout == "True ['https://heed.example'] False\n"
    assert started().stdout == "False ['http://127.0.0.1:8000'] False\n"


@pytest.mark.parametrize(
    ("name", "value"),
    [("HEED_DEBUG", "perhaps"), ("HEED_LANGUAGE", "fr"), ("HEED_LOG", "xml"), ("HEED_UPLOAD_MB", "big")],
)
def test_a_wrong_value_stops_the_start_with_its_name(name: str, value: str) -> None:
    failed = started(**{name: value})
    assert failed.returncode == 1
    assert f"{name} is {value!r}" in failed.stderr


def test_a_provider_of_sign_ins_that_is_half_set_up_stops_the_start_with_what_is_missing() -> None:
    failed = started(HEED_WECOM_CORP="ww1", HEED_WECOM_SECRET="s")
    assert failed.returncode == 1
    assert "HEED_WECOM_AGENT is missing" in failed.stderr
    assert started(HEED_WECOM_CORP="ww1", HEED_WECOM_SECRET="s", HEED_WECOM_AGENT="1000002").returncode == 0
