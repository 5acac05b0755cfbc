"""Show a morning: the one post of the channel, with a line for each who has something to do, as things stand now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime

from cards.reminders import reminder_words
from cards.reminders.morning import MorningView, PersonLine
from permanence.mornings import LONDON
from permanence.people.clearing import ARRANGE, HISTORY, SETTLE, UNDATED, WAITS, longest
from permanence.people.person import BUSINESS_SUPPORT, Person
from permanence.reminders import Matter
from storage import conversations, mornings, people
from storage.store import Work
from usecases.house import House
from usecases.reminders.morning_lists import Entry, Lists, morning_lists
from usecases.reminders.show_digest import addressed


async def show_morning(house: House, work: Work, day: date, now: datetime) -> MorningView:
    """Where mornings go to people's own chats alone, only those stand on it who have none."""
    today = now.astimezone(LONDON).date()
    cast = await people.on_day(work, today)
    lists = await morning_lists(house, work, day, now)
    if await mornings.where(work) == mornings.CHATS_ONLY:
        lists = await without_chat(work, lists, cast)
    lines = [(_line(recipient, its, cast, today), _rank(its, today)) for recipient, its in lists.items() if its]
    lines.sort(key=lambda pair: (pair[1], pair[0].names))
    every = {one.matter.occasion: one for its in lists.values() for one in its}.values()
    current = [one for one in every if one.place.part not in (UNDATED, HISTORY)]
    return MorningView(
        on=day,
        lines=tuple(line for line, _ in lines),
        due=len(current),
        overdue=sum(one.matter.overdue(today) for one in current),
        undated=sum(one.place.part == UNDATED for one in every),
        history=sum(one.place.part == HISTORY for one in every),
    )


async def without_chat(work: Work, lists: Lists, cast: list[Person]) -> Lists:
    """The lists that reach nobody in a chat of their own."""
    meant = {recipient: {person.oid for person in addressed(cast, recipient)} for recipient in lists}
    reachable = await conversations.reachable(work, set[str]().union(*meant.values()))
    return {recipient: its for recipient, its in lists.items() if reachable.isdisjoint(meant[recipient])}


def _line(recipient: str, its: list[Entry], cast: list[Person], today: date) -> PersonLine:
    parts = Counter(one.place.part for one in its)
    counts = Counter(one.place.kind for one in its if one.place.part in (SETTLE, ARRANGE))
    late = longest(_late(its, today))
    return PersonLine(
        names=tuple((person.name, person.teams_id) for person in addressed(cast, recipient)),
        counts=tuple(sorted(counts.items())),
        overdue=len(_late(its, today)),
        waiting=parts[WAITS],
        undated=parts[UNDATED],
        history=parts[HISTORY],
        since=late.due if late else None,
        longest=late.child if late else "",
        role=reminder_words.BUSINESS_SUPPORT if recipient == BUSINESS_SUPPORT else "",
    )


def _late(its: Iterable[Entry], today: date) -> list[Matter]:
    return [one.matter for one in its if one.place.part != HISTORY and one.matter.overdue(today)]


def _rank(its: Iterable[Entry], today: date) -> date:
    """The longest overdue first; who has nothing overdue comes last."""
    late = longest(_late(its, today))
    return late.due if late else date.max
