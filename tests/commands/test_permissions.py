"""Nobody else on the machine reads what Heed keeps, and a start sees to it."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tests.commands.terminal import Terminal

pytestmark = pytest.mark.once


def test_all_that_heed_makes_is_for_its_account_alone_and_what_was_opened_is_closed_at_the_start(
    tmp_path: Path,
) -> None:
    terminal = Terminal(tmp_path / "data")
    assert terminal.heed("prepare").returncode == 3
    private = [terminal.data, *(terminal.data / name for name in ("heed.sqlite3", "secret-key", "seal-key"))]
    assert [path for path in private if stat.S_IMODE(path.stat().st_mode) & 0o077] == []
    for path in private:
        path.chmod(0o755)
    said = terminal.heed("check", "--quick").stdout
    assert f"Others on this machine may read {terminal.data}, " in said
    assert terminal.heed("prepare").returncode == 3
    assert [path for path in private if stat.S_IMODE(path.stat().st_mode) & 0o077] == []
    assert "Nobody else on this machine may read the data" in terminal.heed("check", "--quick").stdout
