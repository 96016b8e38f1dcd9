"""Settings from the environment: right values are read, wrong ones are refused with a sentence that says which."""

from __future__ import annotations

import stat
from multiprocessing import get_context
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from heed.config import environment as env


def test_a_switch_knows_yes_and_no_and_refuses_maybe(monkeypatch: pytest.MonkeyPatch) -> None:
    for word, on in (("yes", True), ("1", True), ("On", True), ("no", False), ("0", False), ("", False)):
        monkeypatch.setenv("HEED_DEMO", word)
        assert env.switch("HEED_DEMO") is on
    monkeypatch.setenv("HEED_DEMO", "maybe")
    with pytest.raises(ImproperlyConfigured, match=r"HEED_DEMO.*maybe.*yes or no"):
        env.switch("HEED_DEMO")


def test_a_number_below_the_least_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEED_UPLOAD_MB", "12")
    assert env.number("HEED_UPLOAD_MB", 20, least=1) == 12
    for wrong in ("0", "-3", "many"):
        monkeypatch.setenv("HEED_UPLOAD_MB", wrong)
        with pytest.raises(ImproperlyConfigured, match="HEED_UPLOAD_MB"):
            env.number("HEED_UPLOAD_MB", 20, least=1)


def test_the_secret_is_made_once_and_readable_by_its_owner_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "data" / "secret-key"
    first = env.secret("HEED_SECRET_KEY", file)
    assert len(first) >= 50
    assert env.secret("HEED_SECRET_KEY", file) == first
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [entry.name for entry in file.parent.iterdir()] == ["secret-key"]
    monkeypatch.setenv("HEED_SECRET_KEY", "given")
    assert env.secret("HEED_SECRET_KEY", file) == "given"


def test_processes_that_start_together_share_one_secret(tmp_path: Path) -> None:
    with get_context("spawn").Pool(4) as pool:
        made = pool.starmap(env.secret, [("HEED_SECRET_KEY", tmp_path / "secret-key")] * 40)
    assert len(set(made)) == 1
    assert made[0]


def test_a_data_directory_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ImproperlyConfigured, match="HEED_DATA"):
        env.secret("HEED_SECRET_KEY", tmp_path / "file" / "secret-key")


def test_without_an_address_the_database_is_sqlite_in_the_data_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert env.database("DATABASE_URL", tmp_path / "50% full?.sqlite3", 8)["NAME"].endswith("50% full?.sqlite3")
    monkeypatch.setenv("DATABASE_URL", "sqlite:////var/lib/heed/a%20b.sqlite3")
    assert env.database("DATABASE_URL", tmp_path / "x", 8)["NAME"] == "/var/lib/heed/a b.sqlite3"


def test_an_address_of_postgresql_is_taken_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://desk:p%40ss@db.example:6432/heed?sslmode=require")
    found = env.database("DATABASE_URL", tmp_path / "x", 8)
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "desk",
        "p@ss",
        "db.example",
        "6432",
        "heed",
    )
    assert found["OPTIONS"]["sslmode"] == "require"
    assert found["OPTIONS"]["pool"]["max_size"] == 8
    monkeypatch.setenv("DATABASE_URL", "postgres://desk@/heed?host=/run/postgresql")
    behind_a_pooler = env.database("DATABASE_URL", tmp_path / "x", 0)
    assert behind_a_pooler["HOST"] == "/run/postgresql"
    assert "pool" not in behind_a_pooler["OPTIONS"]
    assert behind_a_pooler["DISABLE_SERVER_SIDE_CURSORS"]


def test_a_database_heed_does_not_know_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://root@localhost/heed")
    with pytest.raises(ImproperlyConfigured, match="mysql"):
        env.database("DATABASE_URL", tmp_path / "x", 8)


def test_letters_go_where_the_address_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEED_MAIL", "smtp+tls://desk:s%3Aecret@mail.example")
    found = env.mail("HEED_MAIL")
    assert (found["EMAIL_PORT"], found["EMAIL_HOST_PASSWORD"], found["EMAIL_USE_TLS"]) == (587, "s:ecret", True)
    monkeypatch.setenv("HEED_MAIL", "mail.example:25")
    with pytest.raises(ImproperlyConfigured, match="HEED_MAIL"):
        env.mail("HEED_MAIL")
