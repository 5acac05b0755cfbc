"""The server started as a person starts it: it answers, logs without words, says a port in use, and ends when asked."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))
PATIENCE = 60.0  # seconds until a server that has not answered counts as not answering


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def start(tmp_path: Path, port: int) -> subprocess.Popen[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PERMANENCE_")}
    return subprocess.Popen(
        [sys.executable, "app.py", "serve", "--local", "--port", str(port)],
        cwd=ROOT,
        env={**environment, "PERMANENCE_DATABASE_URL": f"sqlite:///{tmp_path}/permanence.db"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@contextmanager
def serving(tmp_path: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """A server that answers; whatever happens, it does not outlive the test."""
    server = start(tmp_path, port)
    try:
        until = time.monotonic() + PATIENCE
        while not answers(port):
            assert server.poll() is None, server.communicate()[1]
            assert time.monotonic() < until, "the server never answered"
            time.sleep(0.05)
        yield server
    finally:
        server.kill()
        server.communicate()


def answers(port: int) -> bool:
    try:
        return bool(DIRECT.open(f"http://127.0.0.1:{port}/health", timeout=5).status == 200)
    except OSError:
        return False


def test_the_server_answers_logs_in_json_without_words_and_ends_when_asked(tmp_path: Path) -> None:
    port = free_port()
    with serving(tmp_path, port) as server:
        health = json.load(DIRECT.open(f"http://127.0.0.1:{port}/health"))
        assert (health["status"], health["procedure"], health["outbox"]) == (
            "ok",
            "bcp-2023",
            {"waiting": 0, "failed": 0, "unknown": 0},
        )
        metrics = DIRECT.open(f"http://127.0.0.1:{port}/metrics").read().decode()
        assert 'permanence_outbox_rows{state="waiting"} 0.0' in metrics
        asked = urllib.request.Request(f"http://127.0.0.1:{port}/api/messages", b'{"text": "Canary Child"}')
        with pytest.raises(urllib.error.HTTPError, match="400"):
            DIRECT.open(asked)
        server.send_signal(signal.SIGTERM)
        out, err = server.communicate(timeout=PATIENCE)
    assert (server.returncode, out) == (0, "")
    events = [json.loads(line) for line in err.splitlines()]
    assert events[0]["event"] == "serving"
    ours = [event["event"] for event in events if event["event"] != "library"]
    assert ours[-1] == "ending", err
    assert "Canary" not in err


def test_a_port_in_use_is_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        server = start(tmp_path, taken.getsockname()[1])
        _, err = server.communicate(timeout=PATIENCE)
    assert server.returncode == 2
    assert "cannot be listened on" in err.splitlines()[-1]
    assert "Traceback" not in err
