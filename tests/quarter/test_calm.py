"""The table of docs/calm.md is what a council of 300 sees: one post a morning, and lists one can clear."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from storage.store import Store
from tests.quarter.calm import play_week

PAGE = Path(__file__).parent.parent.parent / "docs" / "calm.md"


@pytest.mark.parametrize(("procedure", "panel_day"), [("bcp-2023", 3), ("west-sussex", 4)])
async def test_a_week_of_mornings_is_as_the_page_says(
    empty_sqlite: Path, tmp_path: Path, procedure: str, panel_day: int
) -> None:
    path = tmp_path / "permanence.db"
    shutil.copy(empty_sqlite, path)
    store = Store(f"sqlite:///{path}")
    week = await play_week(store, procedure, panel_day)
    await store.close()
    assert set(week.posts) <= {0, 1}
    assert week.not_theirs == 0
    assert f"| {procedure}, now | {week.row} |" in PAGE.read_text(encoding="utf-8"), week.row
