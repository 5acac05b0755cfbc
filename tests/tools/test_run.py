"""`make run` as somebody at a terminal meets it: what it prints, what it keeps, and that it leaves nothing behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.tools.playing import environment, running
from tools.children import free_port, is_free
from tools.saying import ROOT

pytestmark = pytest.mark.browser


def started_by(process: subprocess.Popen[str]) -> list[int]:
    """Its children, asked of the kernel where it can be asked: a small machine has no ps."""
    if Path("/proc/self/stat").exists():
        stats = [stat.parent for stat in Path("/proc").glob("[0-9]*/stat")]
        pairs = [(int(folder.name), parent_of(folder)) for folder in stats]
    else:
        listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
        pairs = [(int(line.split()[0]), int(line.split()[1])) for line in listed.splitlines()]
    return [pid for pid, parent in pairs if parent == process.pid]


def parent_of(folder: Path) -> int:
    try:
        return int((folder / "stat").read_text().rpartition(")")[2].split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return 0


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def other_addresses() -> list[str]:
    """Where this machine can be reached but on 127.0.0.1, where the Playground must be."""
    known = socket.getaddrinfo(socket.gethostname(), None, type=socket.SOCK_STREAM)
    return ["::1", *(str(address[0]) for *_, address in known if not str(address[0]).startswith("127."))]


def reached(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as caller:
        return caller.connect_ex((host, port)) == 0


@pytest.mark.parametrize(
    ("number", "again"),
    [pytest.param(signal.SIGINT, (), id="ctrl-c"), pytest.param(signal.SIGTERM, ("--afresh",), id="terminated")],
)
def test_it_plays_until_it_is_ended_and_leaves_nothing_behind(
    tmp_path: Path, number: signal.Signals, again: tuple[str, ...]
) -> None:
    page, bot = free_port(), free_port()
    with running(tmp_path, page, bot) as (process, said):
        assert f"Permanence is running: http://127.0.0.1:{page}" in said
        tracker = f"http://127.0.0.1:{bot}/tracker"
        assert said.index(tracker) > said.index(f"http://127.0.0.1:{page}"), "the second thing to open"
        with urllib.request.build_opener(urllib.request.HTTPCookieProcessor()).open(tracker, timeout=30) as answer:
            assert b"Alex Morgan" in answer.read()
        assert all(f"  {step}. " in said for step in (1, 2, 3))
        with urllib.request.urlopen(f"http://127.0.0.1:{page}", timeout=10) as answer:
            assert b"Playground" in answer.read()
        assert [host for host in other_addresses() if reached(host, page)] == []
        children = started_by(process)
        assert len(children) == 2
        process.send_signal(number)
        rest, _ = process.communicate(timeout=90)
    assert (process.returncode, rest.strip()) == (0, "Ended. What was done is kept; make run goes on with it.")
    assert [pid for pid in children if is_running(pid)] == []
    assert is_free(page)
    assert is_free(bot)

    with running(tmp_path, page, bot, *again) as (process, said):
        assert ("Making up" in said) is ("--afresh" in again)
        assert ("all that was done is there" in said) is ("--afresh" not in again)


def test_a_port_in_use_is_one_sentence_that_names_another(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        page = taken.getsockname()[1]
        asked = subprocess.run(
            [sys.executable, "-m", "tools.run"],
            cwd=ROOT,
            env=environment(tmp_path, page, free_port()),
            capture_output=True,
            text=True,
            check=False,
        )
    (line,) = asked.stderr.splitlines()
    assert asked.returncode == 1
    assert line.startswith(f"Port {page} is in use: choose another with make run PORT=")


def test_a_port_that_is_none_is_one_sentence(tmp_path: Path) -> None:
    asked = subprocess.run(
        [sys.executable, "-m", "tools.run"],
        cwd=ROOT,
        env={**environment(tmp_path, 0, 0), "PORT": "none"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert asked.stderr == "PORT=none is not a port: choose one from 1 to 65535, as in make run PORT=8123.\n"


def test_a_procedure_nobody_wrote_is_one_sentence_that_names_those_there_are(tmp_path: Path) -> None:
    asked = subprocess.run(
        [sys.executable, "-m", "tools.run"],
        cwd=ROOT,
        env={**environment(tmp_path, 0, 0), "POLICY": "nowhere"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert asked.returncode == 1
    assert asked.stderr.startswith("POLICY=nowhere is not a procedure that comes with Permanence: choose bcp-2023, ")
