"""`record_child`: a child's recommendation, its reason and the actions agreed, from one form."""

from __future__ import annotations

from datetime import date

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import day_if_any, number, text, text_if_any
from bot.recording.record_changes import also_for, show_child
from cards.recording import item_record
from cards.recording.child_form import ACTIONS, LONGEST, due_of, owner_missing
from cards.recording.item_form import MISSING, RECOMMEND
from permanence.panel.recording import Recommend
from permanence.people import rights
from permanence.refusals import Incomplete
from usecases.recording.agree_action import NewAction
from usecases.recording.record_item import RecordItem, record_item


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The item with all of it; or the form again, with nothing recorded."""
    try:
        recorded = await record_item(bot.house, _read(bot, pressed))
    except Incomplete as no:
        return await show_child(bot, pressed, no.sentence)
    if recorded.stale and recorded.view.may_record:
        return await show_child(bot, pressed, recorded.view.line)
    return Reply(item_record.draw(recorded.view))


def _read(bot: Bot, pressed: Submission) -> RecordItem:
    recommendation = text(pressed, "text", MISSING[RECOMMEND, "text"])
    reason = text(pressed, "reason", MISSING[RECOMMEND, "reason"])
    return RecordItem(
        item_id=number(pressed, "id"),
        seen=number(pressed, "version"),
        result=Recommend(recommendation, reason),
        press=bot.press(pressed),
        also=also_for(pressed),
        actions=_actions(pressed),
        beside_stays=True,
    )


def _actions(pressed: Submission) -> tuple[NewAction, ...]:
    """Those with words; one without a day is due on the day of the one above it."""
    found: list[NewAction] = []
    due: date | None = None
    for one in ACTIONS:
        what = text_if_any(pressed, f"action_{one}", LONGEST)
        due = day_if_any(pressed, due_of(one)) or due
        owner = str(pressed.data.get(f"owner_{one}") or "")
        if not what:
            continue
        if not owner:
            raise Incomplete(owner_missing(one))
        if due is None:
            raise Incomplete(due_of(one).missing)
        found.append(NewAction(what, owner, due))
    return tuple(found)


VERBS = {"record_child": Verb(handle, rights.RECORD_SITTING, form="open_record_child")}
