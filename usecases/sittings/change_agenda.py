"""Change a draft agenda: reorder, leave out and add in one go, or nothing of it."""

from __future__ import annotations

from dataclasses import dataclass

from cards.fields import Field, count_in_if_any
from cards.sittings import sitting_words
from cards.sittings.agenda import AgendaView
from cards.sittings.agenda_form import OUT, AgendaFormView
from cards.sittings.sitting import SittingView
from permanence.mornings import LONDON
from permanence.panel.agenda_order import with_added
from permanence.panel.panels import capacity_of
from permanence.panel.sitting import ACTION_REVIEW, DRAFT, DROPPED, Candidate, Item, Sitting, reorder
from permanence.people import rights
from permanence.refusals import Incomplete
from storage import history, people
from storage.panel import items, sittings
from storage.store import Press, Work
from usecases.house import House
from usecases.latest_change import changed_meanwhile, latest_change, meanwhile
from usecases.sittings.asked_for_child import asked_for_child
from usecases.sittings.found_sitting import found_sitting
from usecases.sittings.panel_candidates import Candidates, candidates, key_of
from usecases.sittings.show_agenda import show_agenda
from usecases.sittings.show_agenda_form import Typed, agenda_form
from usecases.sittings.show_sitting import show_sitting


@dataclass(frozen=True, slots=True)
class ChangeAgenda:
    """The form as typed, for the draft seen at this version."""

    sitting: int
    seen: int
    typed: Typed
    press: Press


async def change_agenda(house: House, command: ChangeAgenda) -> AgendaView | AgendaFormView | SittingView:
    """The draft after it; the form again when something typed will not do."""
    press = command.press
    today = press.at.astimezone(LONDON).date()
    async with house.store.change(press) as work:
        rights.require(await people.find(work, press.by), rights.CHANGE_AGENDA)
        sitting = await found_sitting(work, command.sitting, hold=True)
        if sitting.state != DRAFT:
            return await show_sitting(house, work, sitting.id, await changed_meanwhile(work, "sitting", sitting.id))
        if sitting.version != command.seen or work.repeated:
            last = await latest_change(work, "sitting", sitting.id)
            own = await latest_change(work, "sitting", sitting.id, by=press.by)
            line = last if work.repeated and last == own else meanwhile(last)
            return await show_agenda(house, work, sitting, today, line)
        try:
            kept, left_out, added = await _decide(house, work, command, sitting)
        except Incomplete as no:
            return await agenda_form(house, work, sitting, today, command.typed, no.sentence)
        await _carry_out(work, press, sitting, kept, left_out, added)
        now = await found_sitting(work, sitting.id)
        return await show_agenda(house, work, now, today, await latest_change(work, "sitting", sitting.id))


async def _decide(
    house: House, work: Work, command: ChangeAgenda, sitting: Sitting
) -> tuple[list[Item], list[Item], list[Candidate]]:
    """Who stays, in order, who is left out and who is added."""
    listed = await items.of(work, sitting.id)
    places = {}
    left_out = []
    for item in listed:
        typed = command.typed.places.get(item.id, "").strip().lower()
        if typed == OUT:
            left_out.append(item)
        elif typed:
            places[item.id] = _place(item, typed, len(listed))
    kept = reorder([item for item in listed if item not in left_out], places)
    pool = await candidates(house, work, sitting, command.press.at.astimezone(LONDON).date())
    added = await _added(house, work, command, sitting, pool, kept)
    capacity = capacity_of(house.policy, sitting)
    wanted = len(kept) + len(added)
    if wanted > capacity:
        raise Incomplete(sitting_words.too_many(wanted, capacity))
    return kept, left_out, added


def _place(item: Item, typed: str, places: int) -> int:
    """The place chosen; what is none of those offered moves nothing silently."""
    field = Field(f"place_{item.id}", sitting_words.place_of(item.label))
    place = count_in_if_any(field, typed)
    if place is None or not 0 < place <= places:
        raise Incomplete(sitting_words.no_such_place(field.label, typed, places))
    return place


async def _added(
    house: House, work: Work, command: ChangeAgenda, sitting: Sitting, pool: Candidates, kept: list[Item]
) -> list[Candidate]:
    on_it = {item.key for item in kept}
    keys = [key for key in dict.fromkeys(command.typed.added.split(",")) if key]
    if sitting.kind == ACTION_REVIEW:
        return [c for c in pool.next_in_line(frozenset(on_it)) if key_of(c) in keys]
    typed = [ref for ref in command.typed.references.replace(";", ",").replace("\n", ",").split(",") if ref.strip()]
    found: dict[str | None, Candidate] = {}
    for ref in [*keys, *(ref.strip() for ref in typed)]:
        child = await asked_for_child(house, work, command.press, sitting, pool, ref, kept)
        found.setdefault(child.child, child)
    return list(found.values())


async def _carry_out(
    work: Work, press: Press, sitting: Sitting, kept: list[Item], left_out: list[Item], added: list[Candidate]
) -> None:
    for item in left_out:
        await items.set_state(work, item.id, DROPPED)
    for position, one in enumerate(with_added(kept, added), 1):
        if isinstance(one, Item):
            await items.place(work, one.id, position)
        else:
            await items.add(work, sitting.id, position, one)
    await sittings.touch(work, sitting.id)
    await history.record(
        work,
        press,
        "change_agenda",
        "sitting",
        sitting.id,
        left_out=[item.label or item.manager for item in left_out],
        added=[candidate.label or candidate.manager for candidate in added],
    )
