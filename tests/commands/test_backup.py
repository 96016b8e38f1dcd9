"""`heed backup` and `heed restore`: everything in one archive, and back, and never over something by mistake."""

import hashlib
import json
import os
import shutil
import stat
import subprocess
import sys
import tarfile
from io import BytesIO
from pathlib import Path

import pytest

from tests.commands.terminal import Terminal

pytestmark = pytest.mark.once  # each has a database of its own

MAKE = "from django.contrib.auth import get_user_model as m; m().objects.create(username={name!r})"
NAMES = "from django.contrib.auth import get_user_model as m; print(*m().objects.values_list('username', flat=True))"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Path:
    """A data directory that is made once."""
    folder = tmp_path_factory.mktemp("once") / "data"
    fill(Terminal(folder).copied(migrated))
    return folder


@pytest.fixture
def full(filled: Path, tmp_path: Path) -> Terminal:
    """A Heed with an account and two files."""
    shutil.copytree(filled, tmp_path / "full")
    return Terminal(tmp_path / "full")


def fill(terminal: Terminal) -> None:
    terminal.python(MAKE.format(name="lin"))
    letters = terminal.data / "files" / "letters"
    letters.mkdir(parents=True)
    (letters / "来信.txt").write_text("水管又漏了")
    (letters / "scan.bin").write_bytes(os.urandom(3000))


def files_of(terminal: Terminal) -> dict[str, bytes]:
    folder = terminal.data / "files"
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def backed_up(terminal: Terminal, target: Path) -> Path:
    done = terminal.heed("backup", str(target))
    assert done.returncode == 0, done.stderr
    assert "Files: 2. The database is sound." in done.stdout
    return target


@pytest.mark.parametrize("name", ["kept.tar", "kept.tar.gz", "kept.tgz"])
def test_a_backup_is_brought_back_whole_on_a_new_machine(full: Terminal, tmp_path: Path, name: str) -> None:
    kept = backed_up(full, tmp_path / name)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    fresh = Terminal(tmp_path / "fresh")
    done = fresh.heed("restore", str(kept))
    assert done.returncode == 0, done.stderr
    assert fresh.python(NAMES) == "lin"
    assert files_of(fresh) == files_of(full) != {}
    assert (fresh.data / "secret-key").read_text() == (full.data / "secret-key").read_text()
    assert stat.S_IMODE((fresh.data / "secret-key").stat().st_mode) == 0o600
    checked = fresh.heed("check", "--thorough")
    assert checked.returncode == 0
    assert "Heed holds" in checked.stdout, "nothing goes out again before an administrator has seen what would"
    assert [left.name for left in tmp_path.glob(".*")] == []


def test_a_backup_is_taken_while_others_write(full: Terminal, tmp_path: Path) -> None:
    busy = "import itertools; from django.core.cache import cache\n"
    busy += "for n in itertools.count(): cache.set(n, 'x' * 500); n == 50 and print('busy', flush=True)"
    with full.running("django", "shell", "--no-imports", "-c", busy) as writer:
        writer.hears("busy")
        kept = backed_up(full, tmp_path / "kept.tar")
        assert writer.process.poll() is None, writer.said
        writer.process.kill()
    fresh = Terminal(tmp_path / "fresh")
    assert fresh.heed("restore", str(kept)).returncode == 0
    assert (
        int(
            fresh.python(
                "from django.db import connection as c; k = c.cursor();"
                "k.execute('select count(*) from cache'); print(k.fetchone()[0])"
            )
        )
        >= 50
    )


def test_a_backup_does_not_replace_another_unless_told(full: Terminal, tmp_path: Path) -> None:
    kept = tmp_path / "kept.tar"
    kept.write_text("another")
    refused = full.heed("backup", str(kept))
    assert refused.returncode == 1
    assert "--overwrite" in refused.stderr
    assert kept.read_text() == "another"
    assert full.heed("backup", "--overwrite", str(kept)).returncode == 0
    assert tarfile.is_tarfile(kept)


def test_nothing_is_restored_over_something_unless_told_and_then_that_is_kept(full: Terminal, tmp_path: Path) -> None:
    kept = backed_up(full, tmp_path / "kept.tar")
    full.python(MAKE.format(name="later"))
    (full.data / "files" / "later.txt").write_text("later")
    refused = full.heed("restore", str(kept))
    assert refused.returncode == 1
    assert "Say --overwrite" in refused.stderr
    assert full.python(NAMES) == "later lin"
    done = full.heed("restore", "--overwrite", str(kept))
    assert done.returncode == 0, done.stderr
    assert full.python(NAMES) == "lin"
    assert "later.txt" not in files_of(full)
    (before,) = full.data.glob("before-restore-*.tar")
    assert full.heed("restore", "--overwrite", str(before)).returncode == 0
    assert full.python(NAMES) == "later lin"
    assert "later.txt" in files_of(full)


def test_processes_that_have_the_database_open_see_what_was_restored(full: Terminal, tmp_path: Path) -> None:
    kept = backed_up(full, tmp_path / "kept.tar")
    reader = (
        f"import sys; {NAMES}; print('first', flush=True); sys.stdin.readline(); {NAMES.split('; ')[1]}; print('end')"
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "heed.cli", "django", "shell", "--no-imports", "-c", reader],
        env=full.environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout
    assert [process.stdout.readline(), process.stdout.readline()] == ["lin\n", "first\n"]
    full.python(MAKE.format(name="later"))
    assert full.heed("restore", "--overwrite", str(kept)).returncode == 0
    assert process.communicate("go\n", timeout=60)[0] == "lin\nend\n"


def spoilt(kept: Path, target: Path, name: str, content: bytes | None) -> Path:
    """The archive with one member replaced, added, or (None) left out."""
    with tarfile.open(kept) as source, tarfile.open(target, "w") as tar:
        for member in source:
            if member.name != name:
                tar.addfile(member, source.extractfile(member))
        if content is not None:
            about = tarfile.TarInfo(name)
            about.size = len(content)
            tar.addfile(about, BytesIO(content))
    return target


def test_an_archive_that_is_not_as_it_was_written_is_refused_and_changes_nothing(
    full: Terminal, tmp_path: Path
) -> None:
    kept = backed_up(full, tmp_path / "kept.tar")
    cut = tmp_path / "cut.tar"
    cut.write_bytes(kept.read_bytes()[: kept.stat().st_size // 2])
    text = tmp_path / "text.tar"
    text.write_text("not an archive")
    other = spoilt(kept, tmp_path / "other.tar", "database.sqlite3", b"SQLite format 3\0 or not")
    fresh = Terminal(tmp_path / "fresh")
    archives = (
        (cut, "is not a"),
        (text, "is not a whole archive"),
        (other, "is not as it was written"),
        (spoilt(kept, tmp_path / "fewer.tar", "files/letters/scan.bin", None), "holds other files than it says"),
        (spoilt(kept, tmp_path / "sly.tar", "files/../../sly.txt", b"sly"), "which Heed does not write"),
        (spoilt(kept, tmp_path / "no-end.tar", "heed-backup.json", None), "was not finished"),
        (tmp_path / "nowhere.tar", "No such file"),
    )
    answers = fresh.one_by_one(*(["restore", str(archive)] for archive, _ in archives))
    for (archive, words), refused in zip(archives, answers, strict=True):
        assert refused.returncode == 1, archive
        assert words in refused.stderr
        assert "Traceback" not in refused.stderr
    assert not (fresh.data / "heed.sqlite3").exists()
    assert not list(tmp_path.rglob("sly.txt"))


def test_a_damaged_database_is_not_restored(full: Terminal, tmp_path: Path) -> None:
    kept = backed_up(full, tmp_path / "kept.tar")
    with tarfile.open(kept) as tar:
        pages = bytearray(tar.extractfile("database.sqlite3").read())  # type: ignore[union-attr]
        summary = json.loads(tar.extractfile("heed-backup.json").read())  # type: ignore[union-attr]
    pages[4096 * 5 : 4096 * 25] = os.urandom(4096 * 20)
    summary["database_sha256"] = hashlib.sha256(pages).hexdigest()
    damaged = spoilt(kept, tmp_path / "a.tar", "database.sqlite3", bytes(pages))
    damaged = spoilt(damaged, tmp_path / "b.tar", "heed-backup.json", json.dumps(summary).encode())
    fresh = Terminal(tmp_path / "fresh")
    refused = fresh.heed("restore", str(damaged))
    assert refused.returncode == 1
    assert "Nothing was restored" in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize("spoilt_at", [0, 4096 * 3], ids=["header", "pages"])
def test_a_backup_is_put_in_the_place_of_a_damaged_database_which_is_kept(
    full: Terminal, tmp_path: Path, spoilt_at: int
) -> None:
    kept = backed_up(full, tmp_path / "kept.tar")
    full.python("from django.db import connection; connection.cursor().execute('PRAGMA wal_checkpoint(TRUNCATE)')")
    with (full.data / "heed.sqlite3").open("r+b") as database:
        database.seek(spoilt_at)
        database.write(os.urandom(4096 * 20))
    damaged = (full.data / "heed.sqlite3").read_bytes()
    backup = full.heed("backup", str(tmp_path / "useless.tar"))
    assert backup.returncode == 1
    refused = full.heed("restore", str(kept))
    assert refused.returncode == 1
    assert "The database is damaged" in refused.stderr
    assert "Say --overwrite" in refused.stderr
    done = full.heed("restore", "--overwrite", str(kept))
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in backup.stderr + refused.stderr + done.stderr
    assert full.python(NAMES) == "lin"
    (before,) = full.data.glob("before-restore-*")
    assert (before / "heed.sqlite3").read_bytes() == damaged
    assert list((before / "files").rglob("*.*")), "the files that people sent are kept, too"


def test_a_backup_that_cannot_be_written_leaves_nothing(full: Terminal, tmp_path: Path) -> None:
    refused = full.heed("backup", str(tmp_path / "nowhere" / "kept.tar"))
    assert refused.returncode == 1
    assert "No backup was written" in refused.stderr
    assert not (tmp_path / "nowhere").exists()
