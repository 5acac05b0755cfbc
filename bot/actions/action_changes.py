"""What every button of an action does with its press: make the change, or give the form back with what is wrong."""

from __future__ import annotations

from collections.abc import Callable

from bot.engine.context import Bot
from bot.engine.messages import Card, Reply, Submission
from bot.engine.typed import about, number, typed
from cards.actions import action as action_card, action_update_form, later_date
from cards.actions.action_update_form import FORMS
from permanence.panel.action_changes import Change
from permanence.refusals import Incomplete, NotFound
from permanence.subject import read_numbered
from usecases.actions.show_action_form import FormAsked, show_action_form
from usecases.actions.show_later_date import show_later_date
from usecases.actions.update_action import UpdateAction, Updated, update_action

NOT_FOR_OPEN = ("reopen_action", "refuse_later_date")


async def make_change(bot: Bot, pressed: Submission, read: Callable[[], Change]) -> Reply:
    """The action after the change; `read` takes it from what was typed. What is missing comes back as the form."""
    action_id, back = number(pressed, "id"), str(pressed.data.get("back", ""))
    try:
        command = UpdateAction(action_id, number(pressed, "version"), read(), bot.press(pressed), back)
        updated = await update_action(bot.house, command)
    except Incomplete as no:
        if pressed.verb not in FORMS:
            raise
        return await show_form(bot, pressed, pressed.verb, no.sentence)
    still_open = updated.view.line_of.is_open and pressed.verb not in NOT_FOR_OPEN
    if updated.stale and still_open and pressed.verb in FORMS:
        # What was typed is not thrown away: it can be sent again for the action as it is now.
        return await show_form(bot, pressed, pressed.verb, updated.view.line)
    return Reply(await _card(bot, pressed, updated))


async def show_form(bot: Bot, pressed: Submission, verb: str, line: str = "") -> Reply:
    """The form of a verb, with what was typed."""
    asked = FormAsked(
        caller=pressed.caller.oid,
        verb=verb,
        action_id=number(pressed, "id"),
        of=str(pressed.data.get("of", "")),
        back=str(pressed.data.get("back", "")),
        typed=typed(pressed, "text", "words", "due", "owner"),
        line=line,
    )
    async with bot.house.store.read() as work:
        return Reply(action_update_form.draw(await show_action_form(bot.house, work, asked, bot.today())))


async def _card(bot: Bot, pressed: Submission, updated: Updated) -> Card:
    # A press on the card that asks the chair is answered by that card, any other by the action's.
    of = about(pressed)
    if of.kind != "later_date":
        return action_card.draw(updated.view)
    action_id, ask = asking(of.id)
    async with bot.house.store.read() as work:
        view = await show_later_date(bot.house, work, action_id, ask, bot.today(), updated.view.line)
    return later_date.draw(view)


def asking(subject: str) -> tuple[int, int]:
    """The action and the version it was asked at, from the subject of a later-date card."""
    if (found := read_numbered(subject)) is None:
        raise NotFound("This request is no longer open; open the action to see how it stands.")
    return found
