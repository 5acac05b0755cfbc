"""Show the form to change a draft agenda: its items with their places, and who else is due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from cards.sittings import sitting_words
from cards.sittings.agenda_form import AgendaFormView, AgendaRow
from cards.sittings.sitting import SittingView
from permanence.panel.panels import capacity_of
from permanence.panel.sitting import ACTION_REVIEW, DRAFT, Sitting
from permanence.people import rights
from storage import people
from storage.panel import items
from storage.store import Work
from usecases.house import House
from usecases.latest_change import changed_meanwhile
from usecases.sittings.found_sitting import found_sitting
from usecases.sittings.panel_candidates import candidates, key_of, under_theme
from usecases.sittings.show_sitting import show_sitting

MOST_NEXT = 12


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into the form: places by item, keys chosen, references."""

    places: Mapping[int, str] = field(default_factory=dict)
    added: str = ""
    references: str = ""


async def show_agenda_form(house: House, sitting_id: int, caller: str, today: date) -> AgendaFormView | SittingView:
    """The form as the draft stands; the sitting when it was published meanwhile."""
    async with house.store.read() as work:
        rights.require(await people.find(work, caller), rights.CHANGE_AGENDA)
        sitting = await found_sitting(work, sitting_id)
        if sitting.state != DRAFT:
            return await show_sitting(house, work, sitting_id, await changed_meanwhile(work, "sitting", sitting_id))
        return await agenda_form(house, work, sitting, today)


async def agenda_form(
    house: House, work: Work, sitting: Sitting, today: date, typed: Typed | None = None, line: str = ""
) -> AgendaFormView:
    """The form, with what was typed."""
    typed = typed or Typed()
    listed = await items.of(work, sitting.id)
    names = await people.names(work)
    pool = await candidates(house, work, sitting, today)
    coming = pool.next_in_line(frozenset(item.key for item in listed))[:MOST_NEXT]
    themed = await under_theme(house, work, sitting, [one.child for one in coming if one.child], today)
    rows = []
    for place, item in enumerate(listed, 1):
        manager = item.presenter(names)
        rows.append(AgendaRow(item.id, item.label or manager, manager, typed.places.get(item.id, str(place))))
    return AgendaFormView(
        sitting=sitting.id,
        version=sitting.version,
        starts_at=sitting.starts_at,
        ends_at=sitting.ends_at,
        capacity=capacity_of(house.policy, sitting),
        rows=tuple(rows),
        next_due=tuple(
            (key_of(one), sitting_words.in_line(one, names.get(one.manager or "", ""), themed=one.child in themed))
            for one in coming
        ),
        action_review=sitting.kind == ACTION_REVIEW,
        added=typed.added,
        references=typed.references,
        line=line,
    )
