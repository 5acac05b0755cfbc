"""Kill -9 at every commit of a press and of a morning: nothing lost, nothing said of what was rolled back."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.kill_campaign import campaign, table
from bench.kill_databases import Copies, PostgresCopies, SqliteCopies
from bench.kill_scene import NOTE, OWEN, PRIYA, Kept, Scene, Seen, judge
from tests.loopback import Accepted

ONE_STEP = frozenset({("panel:C-1001:2025-12-29", "+1", "oid-priya")})
SENT = {"a card": "sent"}
PRESS = Scene("press", {})
MORNING = Scene("morning")


async def short_form(database: str, copies: Copies) -> None:
    runs = await campaign([(database, copies)], rounds=1, at_random=2)
    wrong = [run for run in runs if run.wrong]
    assert not wrong, table(runs)
    assert len({run.kill for run in runs if run.scene == "press"}) >= 12
    assert len({run.kill for run in runs if run.scene == "morning"}) >= 15
    assert sum(run.in_flight for run in runs) >= 8, "some kills fell into a send"


async def test_on_sqlite_a_kill_at_any_commit_loses_nothing(tmp_path: Path) -> None:
    await short_form("sqlite", SqliteCopies(tmp_path))


async def test_on_postgresql_a_kill_at_any_commit_loses_nothing(postgres: str) -> None:
    await short_form("postgresql", PostgresCopies(postgres))


def post(words: str) -> Accepted:
    return Accepted(1, "thread", "19:c", "1", "1", {"attachments": [{"content": {"text": words}}]}, 0.0, True)


def kept(notes: int = 1, rows: dict[str, str] | None = None) -> Kept:
    return Kept(notes, ONE_STEP, SENT if rows is None else rows, True)


ALL_SAID = [post(f"{PRIYA}, {OWEN}")]


@pytest.mark.parametrize(
    ("scene", "seen", "found"),
    [
        (PRESS, Seen(True, kept(), kept(), [post(NOTE)]), ""),
        (PRESS, Seen(True, kept(), kept(notes=0), []), "left 0 notes, not one"),
        (PRESS, Seen(False, kept(), kept(notes=2), [post(NOTE)]), "one press left 2 notes"),
        (PRESS, Seen(False, kept(), kept(notes=0), [post(NOTE)]), "for a change that was rolled back"),
        (PRESS, Seen(True, kept(), kept(), []), "0 cards were posted for one change"),
        (PRESS, Seen(True, kept(), kept(), [post(NOTE)] * 2), "2 cards were posted for one change"),
        (PRESS, Seen(True, kept(rows={"a card": "sending"}), kept(), [post(NOTE)] * 2), ""),
        (
            PRESS,
            Seen(True, kept(), kept(rows={"a card": "waiting"}), [post(NOTE)]),
            "1 rows of the outbox are not done",
        ),
        (PRESS, Seen(True, kept(), kept(), [post("an older card")]), "does not show the note"),
        (MORNING, Seen(True, kept(), kept(), ALL_SAID), ""),
        (MORNING, Seen(True, kept(), kept(), ALL_SAID * 2), "2 mornings were posted, not 1"),
        (MORNING, Seen(True, kept(), kept(), [post(PRIYA)]), f"nothing was said to {OWEN}"),
        (MORNING, Seen(True, kept(), Kept(0, frozenset(), SENT), ALL_SAID), "what was said differs"),
    ],
)
def test_the_judge_sees_what_is_lost_doubled_or_made_up(scene: Scene, seen: Seen, found: str) -> None:
    wrong = judge(scene, kept(), seen)
    assert [found in sentence for sentence in wrong] == ([True] if found else [])
