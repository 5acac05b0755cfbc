"""Show a person's calendar behind their secret address: their invitations, or every sitting for those always there."""

from __future__ import annotations

from datetime import date, timedelta

from permanence.panel.panels import panel_title
from permanence.panel.sitting import STOOD_DOWN, Sitting
from permanence.people.person import BUSINESS_SUPPORT, PANEL_CHAIR
from records.documents.appointment import Appointment
from storage import feeds, people
from storage.panel import invitations, sittings
from storage.store import Work
from usecases.calendars.show_appointment import LONGEST_KEY, appointment_of, identifier, organizer
from usecases.house import House

KEPT = timedelta(days=90)  # how long what is past stays in the feed
AT_EVERY_SITTING = (BUSINESS_SUPPORT, PANEL_CHAIR)


async def show_feed(house: House, key: str, today: date) -> tuple[Appointment, ...] | None:
    """The appointments, oldest first; None for a key that opens nothing, and for somebody no longer active."""
    if not 0 < len(key) <= LONGEST_KEY:
        return None
    since = today - KEPT
    async with house.store.read() as work:
        oid = await feeds.owner(work, key)
        person = await people.find(work, oid) if oid else None
        if person is None:
            return None
        if person.has(*AT_EVERY_SITTING):
            return tuple(_whole(house, one) for one in await sittings.announced_since(work, since))
        return await _invited(house, work, person.oid, since)


async def _invited(house: House, work: Work, oid: str, since: date) -> tuple[Appointment, ...]:
    return tuple([await appointment_of(house, work, one) for one in await invitations.of_manager(work, oid, since)])


def _whole(house: House, sitting: Sitting) -> Appointment:
    return Appointment(
        uid=identifier(f"sitting:{sitting.panel}:{sitting.id}"),
        sequence=sitting.version,
        panel=panel_title(house.policy, sitting.panel),
        organizer=organizer(house),
        starts_at=sitting.starts_at,
        ends_at=sitting.ends_at,
        slots=None,
        cancelled=sitting.state == STOOD_DOWN,
    )
