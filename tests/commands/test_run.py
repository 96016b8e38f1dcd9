"""`heed run`: one command for everything, that keeps it alive and ends it cleanly."""

import json
import os
import re
import signal
import socket
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands.terminal import Running, Terminal, until

pytestmark = pytest.mark.once  # each has a database of its own


@pytest.fixture(scope="module")
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    return Terminal(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def heed(terminal: Terminal) -> Iterator[Running]:
    """Heed as it runs on a new data directory, with one web worker."""
    with terminal.running("run", "--port", "0", "--workers", "1") as running:
        running.hears("Ctrl-C stops it.")
        yield running


def address(heed: Running) -> str:
    found = re.search(r"Heed is at (http://127\.0\.0\.1:\d+)/", heed.said)
    assert found, heed.said
    return found[1]


def connect(heed: Running) -> socket.socket:
    return socket.create_connection(("127.0.0.1", int(address(heed).rpartition(":")[2])), timeout=60)


def read(url: str) -> str:
    with urllib.request.urlopen(url, timeout=60) as page:
        return str(page.read().decode())


def web_workers(heed: Running) -> list[int]:
    return [number for number, name in heed.children().items() if name == "heed web"]


def test_one_command_brings_up_the_pages_and_their_style(heed: Running, terminal: Terminal) -> None:
    assert "<form" in read(f"{address(heed)}/account/login/")
    collected = json.loads((terminal.data / "static" / "staticfiles.json").read_text())["paths"]
    style = next(hashed for plain, hashed in collected.items() if plain.endswith(".css"))
    with urllib.request.urlopen(f"{address(heed)}/static/{style}", timeout=60) as answer:
        assert answer.headers["Content-Type"].startswith("text/css")
        assert "immutable" in answer.headers["Cache-Control"]


def test_an_empty_heed_prints_a_link_that_makes_the_first_account(heed: Running, terminal: Terminal) -> None:
    link = re.search(rf"{address(heed)}/setup/first/([^/\s]+)/", heed.said)
    assert link, heed.said
    script = f"from heed.config.first_link import valid; print(valid({link[1]!r}), valid({link[1][:-1]!r}))"
    assert terminal.python(script) == "True False"


def test_a_web_worker_that_is_killed_is_replaced_and_the_page_comes_all_the_same(heed: Running) -> None:
    (before,) = web_workers(heed)
    os.kill(before, signal.SIGKILL)
    assert "<form" in read(f"{address(heed)}/account/login/")
    assert web_workers(heed) != [before]
    assert "Heed's web worker 1 ended by SIGKILL; it is started again in 1 s." in heed.said


def test_uploads_on_bad_lines_do_not_keep_others_from_their_pages(heed: Running) -> None:
    head = b"POST /account/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\nusername="
    slow = [connect(heed) for _ in range(12)]
    for line in slow:
        line.sendall(head)
    assert "<form" in read(f"{address(heed)}/account/login/")
    for line in slow:
        line.close()


def test_what_is_too_large_is_refused_in_words(heed: Running) -> None:
    with connect(heed) as line:
        line.sendall(b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99999999999\r\n\r\n")
        answer = line.makefile("rb").read().decode()
    assert answer.startswith("HTTP/1.1 413")
    assert "发送的内容太大" in answer


def test_a_second_instance_on_the_same_data_is_refused(heed: Running, terminal: Terminal) -> None:
    second = terminal.heed("run", "--port", "0")
    assert second.returncode == 1
    assert f"Heed is running already with the data in {terminal.data} (process {heed.process.pid}" in second.stderr


def test_a_port_that_is_in_use_is_refused(heed: Running, tmp_path: Path) -> None:
    port = address(heed).rpartition(":")[2]
    second = Terminal(tmp_path).heed("run", "--port", port)
    assert second.returncode == 1
    assert f"Port {port} of 127.0.0.1 is in use" in second.stderr
    free = int(second.stderr.rpartition("such as --port ")[2].strip(" .\n"))
    socket.create_server(("127.0.0.1", free)).close()
    demo = Terminal(tmp_path / "demo")
    assert demo.heed("demo", "--port", port).returncode == 1
    assert not list((tmp_path / "demo").glob("*.sqlite3")), "the demo was made before its port was known to be free"


def test_restoring_is_refused_while_heed_runs(heed: Running, terminal: Terminal, tmp_path: Path) -> None:
    refused = terminal.heed("restore", str(tmp_path / "any.tar"))
    assert refused.returncode == 1
    assert "Heed is running already" in refused.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_everything_cleanly(terminal: Terminal, tmp_path: Path, number: signal.Signals) -> None:
    with Terminal(tmp_path).running("run", "--port", "0", "--workers", "2") as heed:
        heed.hears("Ctrl-C stops it.")
        children = heed.children()
        assert len(web_workers(heed)) == 2
        heed.process.send_signal(number)
        assert heed.process.wait(300) == 0
    assert not [child for child in children if Path(f"/proc/{child}").exists()]
    assert "Traceback" not in heed.said


def test_when_the_supervisor_is_killed_its_processes_end_too(tmp_path: Path) -> None:
    with Terminal(tmp_path).running("run", "--port", "0", "--workers", "1") as heed:
        heed.hears("Ctrl-C stops it.")
        children = heed.children()
        assert children
        heed.process.kill()
        until(lambda: not [child for child in children if Path(f"/proc/{child}").exists()])


def test_a_database_that_does_not_answer_is_told_without_a_traceback(tmp_path: Path) -> None:
    away = {"DATABASE_URL": "postgres://heed@127.0.0.1:1/heed", "HEED_SECRET_KEY": "x"}
    refused = Terminal(tmp_path, away).heed("run", "--port", "0")
    assert refused.returncode == 1
    assert "The database does not answer: connection" in refused.stderr
    assert "Traceback" not in refused.stderr
