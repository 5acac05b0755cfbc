"""What the buttons of a sitting's record do with their press: record it, or give the form back with what is wrong."""

from __future__ import annotations

from collections.abc import Callable

from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number, several, typed
from cards.recording import child_form, item_form, item_record
from cards.recording.child_form import ACTIONS
from permanence.panel.recording import Result
from permanence.refusals import Incomplete, NotFound
from usecases.recording.items_of_siblings import Seen
from usecases.recording.record_item import RecordItem, record_item
from usecases.recording.show_item import ItemFormAsked, show_child_form, show_item_form


async def make_record(bot: Bot, pressed: Submission, read: Callable[[], Result], also: tuple[Seen, ...] = ()) -> Reply:
    """The item with what was recorded; `read` takes it from what was typed. What is missing comes back as the form."""
    item_id, seen = number(pressed, "id"), number(pressed, "version")
    try:
        command = RecordItem(item_id, seen, read(), bot.press(pressed), also)
        recorded = await record_item(bot.house, command)
    except Incomplete as no:
        return await show_form_again(bot, pressed, no)
    if recorded.stale and recorded.view.may_record and pressed.verb in item_form.TITLES:
        # What was typed is not thrown away: it can be sent again for the item as it is now.
        return await show_form(bot, pressed, pressed.verb, recorded.view.line)
    return Reply(item_record.draw(recorded.view))


async def show_form_again(bot: Bot, pressed: Submission, no: Incomplete) -> Reply:
    """The form with the sentence that says what is wrong; a press without a form is refused with it."""
    if pressed.verb not in item_form.TITLES:
        raise no
    return await show_form(bot, pressed, pressed.verb, no.sentence)


async def show_form(bot: Bot, pressed: Submission, verb: str, line: str = "") -> Reply:
    """The form of a verb, with what was typed."""
    words = typed(pressed, "text", "reason", "owner", "due", "also", *item_form.BESIDE)
    asked = ItemFormAsked(verb, number(pressed, "id"), words, line)
    async with bot.house.store.read() as work:
        return Reply(item_form.draw(await show_item_form(work, asked)))


async def show_child(bot: Bot, pressed: Submission, line: str = "") -> Reply:
    """The form that records a child, with what was typed."""
    names = [f"{name}_{one}" for one in ACTIONS for name in ("action", "owner", "due")]
    words = typed(pressed, "text", "reason", "also", *names)
    async with bot.house.store.read() as work:
        return Reply(child_form.draw(await show_child_form(work, number(pressed, "id"), words, line)))


def also_for(pressed: Submission) -> tuple[Seen, ...]:
    """The siblings' items chosen, each as it was seen."""
    return tuple(_seen(one) for one in several(pressed, "also"))


def _seen(chosen: str) -> Seen:
    item, _, version = chosen.partition(":")
    if not all(part.isascii() and part.isdigit() and len(part) < 10 for part in (item, version)):
        raise NotFound("This form is from an older version of the card; ask for the card again.")
    return int(item), int(version)
