"""Make a channel the permanence channel; an administrator named in the settings may."""

from __future__ import annotations

from dataclasses import dataclass

from cards.setup import setup_words
from cards.setup.greeting import GreetingView
from permanence.people import rights
from permanence.refusals import Incomplete, NotFound
from permanence.subject import Subject
from storage import conversations, history, outbox
from storage.store import Press
from usecases.house import House
from usecases.operator import who_is
from usecases.reminders.plan_reminders import begin_tomorrow
from usecases.setup.show_failed import NO_PLACE
from usecases.setup.show_setup import show_setup


@dataclass(frozen=True, slots=True)
class SetPermanenceChannel:
    """Choose this conversation."""

    conversation_id: str
    press: Press


async def set_permanence_channel(house: House, command: SetPermanenceChannel) -> GreetingView:
    """Choose the channel, and bring the greeting there up to date."""
    press, chosen = command.press, command.conversation_id
    async with house.store.change(press) as work:
        rights.require(await who_is(house, work, press.by), rights.CHOOSE_CHANNEL)
        channel = await conversations.find(work, chosen)
        if channel is None:
            raise NotFound(setup_words.CHANNEL_NOT_KNOWN)
        if channel.kind != "channel":
            raise Incomplete(setup_words.ONLY_A_CHANNEL)
        if not work.repeated and not channel.is_permanence:
            await conversations.choose_permanence_channel(work, chosen)
            await outbox.wake(work, press.at, NO_PLACE)
            await begin_tomorrow(work, press.at)
            await history.record(work, press, "set_permanence_channel", "conversation", chosen)
            greeting = Subject("greeting", chosen)
            await outbox.tell(work, greeting, f"chosen:{press.key}", press.at, recipient=chosen)
        line = setup_words.channel_chosen(press.name)
        return await show_setup(house, work, chosen, line)
