"""What commands of the command line are tried on."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

import app
from storage.store import Store
from tests.afternoon import afternoon


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A folder with a database of its own that has a published sitting of Thursday 12 March 2026."""
    url = f"sqlite:///{tmp_path}/permanence.db"
    monkeypatch.setenv("PERMANENCE_DATABASE_URL", url)
    assert app.main(["failed"]) == 0

    async def prepare() -> None:
        store = Store(url)
        await afternoon(store)
        await store.close()

    asyncio.run(prepare())
    capsys.readouterr()
    return tmp_path
