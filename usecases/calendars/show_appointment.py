"""Show the appointment behind an invitation's calendar address, whose key is the only thing that opens it."""

from __future__ import annotations

from hashlib import sha256
from urllib.parse import urlsplit

from permanence.panel.panels import panel_title
from permanence.panel.sitting import DECLINED, STOOD_DOWN, Invitation
from records.documents.appointment import Appointment
from storage.panel import invitations
from storage.store import Work
from usecases.house import House
from usecases.invitations.show_invitation import slotted
from usecases.sittings.found_sitting import found_sitting

LONGEST_KEY = 64


async def show_appointment(house: House, key: str) -> Appointment | None:
    """The appointment: from the first of the manager's slots to the end of the last; none for an unknown key."""
    if not 0 < len(key) <= LONGEST_KEY:
        return None
    async with house.store.read() as work:
        invitation = await invitations.by_calendar_key(work, key)
        return await appointment_of(house, work, invitation) if invitation else None


async def appointment_of(house: House, work: Work, invitation: Invitation) -> Appointment:
    """An invitation as a calendar has it; equal wherever it is read."""
    sitting = await found_sitting(work, invitation.sitting_id)
    slots = [slot for _, slot in await slotted(work, invitation)]
    return Appointment(
        uid=identifier(invitation.calendar_key),
        sequence=invitation.version + sitting.version,  # both only grow, and either may move the appointment
        panel=panel_title(house.policy, sitting.panel),
        organizer=organizer(house),
        starts_at=slots[0].starts_at if slots else sitting.starts_at,
        ends_at=slots[-1].ends_at if slots else sitting.ends_at,
        slots=len(slots),
        cancelled=invitation.state == DECLINED or sitting.state == STOOD_DOWN or not slots,
    )


def organizer(house: House) -> str:
    """The panel's own mailbox; without one an address at this host, or at none, that nobody reads."""
    host = urlsplit(house.public_url).hostname or ""
    return house.panel_email or f"no-reply@{host if host[-1:].isalpha() else 'permanence.invalid'}"


def identifier(secret: str) -> str:
    """What names an appointment for ever. It must not give the secret away: calendars pass it on."""
    return f"{sha256(f'permanence:{secret}'.encode()).hexdigest()[:32]}@permanence"
