"""No card in the channel is stale: each is what would be drawn from the database now, button data and all."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

from sqlalchemy import Row, select

from bot.engine.forms import POSTED_BY
from bot.engine.outcomes import Post
from bot.routes import CONTENTS
from storage import tables
from storage.outbox import Letter
from tests.play import read
from tests.quarter.stage import Stage

NOT_UPDATED = {
    "digest",
    "morning",
    "failed",
    "sitting_change",
    "greeting",
    "handed_over",
    "action_told",
    "meeting_told",
}  # these say how it was

AWAY = re.compile(r"[,]? (?:is )?away until \d+ \w+ \d+(?:, deputy [A-Z]\w+ [A-Z]\w+)?")
TELL_OF_THE_PAST = {"summary", "meeting", "referral"}  # an extract may tell of it otherwise


async def judge_cards(stage: Stage) -> int:
    """Every shared card, as of the day it was last drawn; how many there were."""
    bot = stage.play.bot
    watch = stage.watch
    shown = watch.rows(select(tables.posted))
    lost = watch.rows(select(tables.outbox).where(tables.outbox.c.state == "unknown"))
    unknown = {(one.kind, one.subject_id) for one in lost}
    looked, stale = 0, []
    for row in shown:
        if row.kind in NOT_UPDATED or (row.kind, row.subject_id) in unknown:
            continue
        card = stage.messenger.cards.get(row.activity_id)
        if card is None:
            assert row.activity_id in stage.messenger.deleted
            continue
        then = replace(bot, now=lambda at=row.at: at)
        outcome = await CONTENTS.notices[row.kind](then, _letter(row))
        assert isinstance(outcome, Post)
        told_of = row.kind in TELL_OF_THE_PAST and any(ref in read(card) for ref in stage.altered)
        if _said(outcome.card) != _said(card) and not told_of:
            stale.append(_difference(row, card, outcome.card))
        looked += 1
    stage.watch.checked["cards"] += looked
    assert not stale, "\n".join([*stage.said[-25:], *stale])
    return looked


def _said(card: Any) -> str:
    """A card without the mark of its posting, and without until when somebody is away.

    Drawn for a day gone by, an absence ended since is shorter.
    """
    return AWAY.sub("", json.dumps(_unmarked(card)))


def _unmarked(part: Any) -> Any:
    """The part of a card without what its buttons say of the row that posted it."""
    if isinstance(part, dict):
        return {name: _unmarked(value) for name, value in part.items() if name != POSTED_BY}
    return [_unmarked(one) for one in part] if isinstance(part, list) else part


def _letter(row: Row[Any]) -> Letter:
    return Letter(0, "", row.kind, row.subject_id, row.recipient, 1, 1, row.at)


def _difference(row: Row[Any], card: Any, fresh: Any) -> str:
    old, new = read(card).splitlines(), read(fresh).splitlines()
    gone = [line for line in old if line not in new]
    come = [line for line in new if line not in old]
    return f"stale {row.kind} {row.subject_id}: shows {gone}, should show {come}; or its button data differ"
