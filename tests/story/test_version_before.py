"""A database that the version before wrote, a panel week in it, opened by this version: nothing is said twice."""

from __future__ import annotations

import gzip
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.routes import CONTENTS
from cards.deed_words import in_a_sentence
from permanence import policy as policies
from permanence.subject import Subject
from storage import history, notes, outbox, reminders
from storage.migrate import prepare
from storage.store import Store
from usecases.house import House
from usecases.reminders.audit_reminders import audit_morning, audit_reminders
from usecases.reminders.plan_reminders import due_by_recipient, plan_reminders

# Written by the version before the rooms: tests/story/test_panel_week.py, as it stood then, on SQLite.
WRITTEN = Path(__file__).parent / "data" / "version_before.db.gz"
THAT_MORNING = datetime(2026, 3, 9, 10, 5, tzinfo=UTC)
NEXT_MORNING = datetime(2026, 3, 10, 8, 5, tzinfo=UTC)
# What that version said on the next morning, on a copy.
SAID_NEXT = {
    ("record_upload:C-1009:2026-03-03", "+5", "00000000-0000-4000-8000-000000000004"),
    ("record_upload:C-1033:2026-03-03", "+5", "00000000-0000-4000-8000-000000000006"),
    ("record_upload:C-1034:2026-03-03", "+5", "00000000-0000-4000-8000-000000000005"),
    ("record_upload:C-1040:2026-02-24", "+10", "00000000-0000-4000-8000-000000000001"),
    ("record_upload:C-1062:2026-03-10", "+0", "00000000-0000-4000-8000-000000000003"),
    ("record_upload:C-1065:2026-03-03", "+5", "00000000-0000-4000-8000-000000000002"),
    ("record_upload:C-1085:2026-03-03", "+5", "00000000-0000-4000-8000-000000000003"),
}


@pytest.fixture
async def kept(tmp_path: Path) -> AsyncIterator[House]:
    """The house on that database, brought to the tables of this version."""
    path = tmp_path / "permanence.db"
    path.write_bytes(gzip.decompress(WRITTEN.read_bytes()))
    url = f"sqlite:///{path}"
    prepare(url)
    store = Store(url)
    yield House(store, policies.load("bcp-2023"))
    await store.close()


async def test_what_was_said_that_morning_is_not_said_again(kept: House) -> None:
    async with kept.store.change() as work:
        assert await reminders.said(work)
        await notes.write(work, reminders.PLANNED_UNTIL, "2026-03-08")  # as if nobody knew how far it was planned
    planned = await plan_reminders(kept, THAT_MORNING)
    assert (planned.digests, planned.lines) == (0, 0)
    async with kept.store.read() as work:
        assert await outbox.waiting(work) == 0


async def test_the_next_morning_says_what_the_version_before_would_have_said(kept: House) -> None:
    said = await due_by_recipient(kept, NEXT_MORNING, NEXT_MORNING.date())
    assert {step.key for steps in said.values() for step in steps} == SAID_NEXT


async def test_no_card_is_told_again_at_the_version_it_shows(kept: House) -> None:
    told = 0
    async with kept.store.change() as work:
        rows = (await work.conn.execute(text("SELECT key, kind, subject_id FROM outbox"))).all()
        for row in rows:
            assert row.kind in CONTENTS.notices
            subject = Subject(row.kind, row.subject_id)
            versioned = re.fullmatch(r".*:v(\d+)", row.key)
            if versioned:
                told += 1
                assert not await outbox.tell(work, subject, int(versioned[1]), THAT_MORNING)
            else:
                mark = row.key.removeprefix(f"{subject}").removeprefix(":")
                assert not await outbox.tell(work, subject, mark, THAT_MORNING)
    assert 20 < told < len(rows)


async def test_the_audit_finds_nothing_unsaid_or_out_of_date(kept: House) -> None:
    assert await audit_reminders(kept, THAT_MORNING) == []
    assert await audit_morning(kept, THAT_MORNING) == []


async def test_every_line_of_its_history_still_reads_as_a_sentence(kept: House) -> None:
    async with kept.store.read() as work:
        rows = (await work.conn.execute(text("SELECT DISTINCT subject, subject_id FROM history"))).all()
        lines = [line for row in rows for line in await history.of(work, row.subject, row.subject_id)]
    assert len({line.verb for line in lines}) > 20
    for line in lines:
        assert in_a_sentence(line.by_name, line.verb, line.details, line.at).startswith(line.by_name)
