"""Programs started here and ended here: each in a group of its own, none outlives the one that started it."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from tools.saying import ROOT, CannotGoOn

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
GRACE = 10.0  # seconds a program has to end when asked before it is made to
PAUSE = 0.1  # seconds between two looks
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Ended(Exception):
    """Somebody asked this program to end: Ctrl-C, a signal, or the terminal closing."""


@dataclass(frozen=True, slots=True)
class Child:
    """A program that was started: what to call it, its process, and where what it says is kept."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path

    def signal(self, number: int) -> None:
        """To the program and all it started; its group has the number of its process."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)


@dataclass(slots=True)
class Family:
    """The programs running now. A signal only sets `ended`, so that none is lost between its start and this list."""

    children: list[Child] = field(default_factory=list)
    ended: bool = False

    def start(self, name: str, command: Sequence[str], log: Path, environment: Mapping[str, str]) -> Child:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("wb") as out:
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        child = Child(name, process, log)
        self.children.append(child)
        return child

    def watch(self, until: Callable[[], bool], seconds: float | None = None) -> Child | None:
        """Wait until that is so: None then, else the child that ended first; too long is one sentence."""
        deadline = None if seconds is None else time.monotonic() + seconds
        while not until():
            if self.ended:
                raise Ended
            if gone := next((child for child in self.children if child.process.poll() is not None), None):
                return gone
            if deadline and time.monotonic() > deadline:
                logs = " and ".join(shown(child.log) for child in self.children)
                raise CannotGoOn(f"Nothing answered within {seconds:.0f} seconds: what was said is in {logs}.")
            time.sleep(PAUSE)
        return None

    def complete(self, child: Child) -> int:
        """Wait for a program that ends by itself, and forget it: its exit code."""
        self.watch(lambda: child.process.poll() is not None)
        self.children.remove(child)
        return child.process.wait()

    def stop(self) -> None:
        """Ask each group to end, then make it."""
        for child in self.children:
            child.signal(signal.SIGTERM)
        deadline = time.monotonic() + GRACE
        for child in self.children:
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.process.wait(max(0.0, deadline - time.monotonic()))
            child.signal(signal.SIGKILL)
            child.process.wait()


@contextlib.contextmanager
def family() -> Iterator[Family]:
    """Children of this family have ended when the block is left, however it is left."""
    here = Family()

    def end(number: int, frame: FrameType | None) -> None:
        here.ended = True

    before = {number: signal.signal(number, end) for number in ENDING}
    try:
        yield here
    finally:
        here.stop()
        for number, handler in before.items():
            signal.signal(number, handler)


def shown(path: Path) -> str:
    """A path as somebody standing in the repository would write it."""
    return str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def is_free(port: int) -> bool:
    """Whether a program could listen there now, on this machine's own address or on all."""
    for host in ("127.0.0.1", ""):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                return False
    return True
