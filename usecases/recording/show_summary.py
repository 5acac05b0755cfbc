"""Show the summary of a sitting: what was recommended, what was agreed, and how far the uploads are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from cards.recording import record_words
from cards.recording.summary import HeardLine, SummaryView
from permanence.action import CANCELLED, PanelAction
from permanence.panel.panels import only_panel, which_panel
from permanence.panel.recording import TO_RECORD
from permanence.panel.sitting import DEFERRED, HEARD, RELEASED, REOPENED, Item, Sitting
from permanence.people.person import PANEL_CHAIR
from storage import actions, people
from storage.panel import items, sittings
from storage.store import Work
from usecases.house import House
from usecases.recording.show_record import attendance, title_of
from usecases.recording.sitting_to_record import found_sitting
from usecases.recording.uploads_of_panel import uploads_of_panel

MOST_MENTIONED = 3


async def show_summary(house: House, work: Work, sitting_id: int, today: date, line: str = "") -> SummaryView:
    """The sitting as it was recorded, and the uploads as they stand."""
    sitting = await found_sitting(work, sitting_id)
    listed = await items.of(work, sitting_id, TO_RECORD)
    names = await people.names(work)
    present = await attendance(house, work, sitting, [item.child for item in listed])
    heard = [item for item in listed if item.state == HEARD and item.child]
    duties = await uploads_of_panel(house, work, [item.child or "" for item in heard], sitting.on, today)
    agreed: dict[str, list[PanelAction]] = {}
    for action in await actions.of_sitting(work, sitting_id):
        agreed.setdefault(action.child, []).append(action)
    first = next(iter(duties.values()), None)
    put_off = await _put_off_twice(house, work, sitting)
    return SummaryView(
        sitting=sitting.id,
        on=sitting.on,
        kind=sitting.kind,
        heard=tuple(
            HeardLine(
                child=item.label,
                recommendation=item.recommendation or "",
                reason=item.reason or "",
                actions=tuple(_agreed(a, names) for a in agreed.get(item.child or "", [])),
                uploaded_on=duties[item.child].met_on if item.child in duties else None,
                beside=item.discussion.in_words(),
                no_upload=item.child not in duties,
            )
            for item in heard
        ),
        deferred=tuple(
            (title_of(item, names), _why(item, agreed.get(item.child or "", [])))
            for item in listed
            if item.state == DEFERRED
        ),
        reviewed=tuple(title_of(item, names) for item in listed if item.state == HEARD and not item.child),
        present=present,
        upload_by=first.due if first else None,
        upload_clause=first.clause if first else "",
        record_system=house.policy.record_system,
        deferred_twice=put_off,
        chairs=await _chairs(work) if put_off else (),
        reopened=sitting.state == REOPENED,
        panel=which_panel(house.policy, sitting.panel),
        line=line,
    )


def _agreed(action: PanelAction, names: Mapping[str, str]) -> tuple[str, str, date]:
    text = record_words.cancelled(action.text) if action.state == CANCELLED else action.text
    return text, names.get(action.owner, ""), action.due


def _why(item: Item, agreed: list[PanelAction]) -> str:
    """Why it was not heard; an action agreed before that was corrected is not undone by it."""
    still = sum(action.is_open for action in agreed)
    return record_words.actions_stay(item.reason or "", still)


async def _put_off_twice(house: House, work: Work, sitting: Sitting) -> tuple[tuple[str, int], ...]:
    """Children who lost their slot or were not heard here, and at the sitting before that they were on."""
    times = await sittings.times_put_off(work, until=sitting.on, panel=only_panel(house.policy, sitting.panel))
    here = {item.child: item.label for item in await items.of(work, sitting.id, (DEFERRED, RELEASED)) if item.child}
    return tuple((label, times[child]) for child, label in here.items() if times.get(child, 0) > 1)


async def _chairs(work: Work) -> tuple[tuple[str, str | None], ...]:
    cast = await people.everyone(work)
    return tuple((person.name, person.teams_id) for person in cast if person.has(PANEL_CHAIR))[:MOST_MENTIONED]
