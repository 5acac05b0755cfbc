"""`create_action`: the action that somebody made of a message in the channel, in its dialog."""

from __future__ import annotations

from bot.actions.creating import TITLE, message_of, thread_of
from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Dialog, Reply, Submission
from bot.engine.typed import day, text, text_if_any, typed
from cards.actions import create_action_form
from cards.actions.create_action_form import ANOTHER, DUE, MISSING
from permanence.people import rights
from permanence.refusals import Incomplete, Refusal
from usecases.actions.create_action import CreateAction, create_action
from usecases.actions.show_create_action_form import CreateFormAsked, show_create_action_form


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """What was agreed, in one sentence; or the form again with what is wrong, and what was typed."""
    if pressed.lacking:
        return await _form_again(bot, pressed, "")
    try:
        return Dialog(title=TITLE, last=await create_action(bot.house, _read(bot, pressed)))
    except Refusal as no:
        return await _form_again(bot, pressed, no.sentence)


def _read(bot: Bot, pressed: Submission) -> CreateAction:
    return CreateAction(
        child=_child(pressed),
        text=text(pressed, "text", MISSING["text"]),
        owner=text(pressed, "owner", MISSING["owner"], most=64),
        due=day(pressed, DUE),
        message=message_of(bot, pressed),
        press=bot.press(pressed),
    )


def _child(pressed: Submission) -> str:
    """The reference typed; without one the child chosen of those the message names."""
    chosen = text_if_any(pressed, "child", most=64)
    ref = text_if_any(pressed, "ref", most=64) or (chosen if chosen != ANOTHER else "")
    if not ref:
        raise Incomplete(MISSING["child"] if pressed.data.get("named") else MISSING["ref"])
    return ref


async def _form_again(bot: Bot, pressed: Submission, line: str) -> Reply:
    form = CreateFormAsked(
        caller=pressed.caller.oid,
        today=bot.today(),
        message=message_of(bot, pressed),
        thread=thread_of(pressed),
        words=str(pressed.data.get("named", "")),
        typed=typed(pressed, "text", "child", "ref", "owner", "due"),
        line=line,
    )
    async with bot.house.store.read() as work:
        return Dialog(create_action_form.draw(await show_create_action_form(bot.house, work, form)), TITLE)


VERBS = {"create_action": Verb(handle, rights.AGREE_ACTION, form="create_action")}
