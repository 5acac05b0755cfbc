"""Show the appointment behind an invitation's calendar address, whose key is the only thing that opens it."""

from __future__ import annotations

from hashlib import sha256

from permanence.panel import DECLINED
from records.appointment import Appointment
from storage import invitations
from usecases.house import House
from usecases.panel_candidates import panel_title
from usecases.show_agenda import found_sitting
from usecases.show_invitation import slotted

LONGEST_KEY = 64


async def show_appointment(house: House, key: str) -> Appointment | None:
    """The appointment: from the first of the manager's slots to the end of the last; none for an unknown key."""
    if not 0 < len(key) <= LONGEST_KEY:
        return None
    async with house.store.read() as work:
        invitation = await invitations.by_calendar_key(work, key)
        if invitation is None:
            return None
        sitting = await found_sitting(work, invitation.sitting_id)
        slots = [slot for _, slot in await slotted(work, invitation)]
    # The identifier must not give the key away: calendars pass it on.
    uid = sha256(f"permanence:{key}".encode()).hexdigest()[:32]
    return Appointment(
        uid=f"{uid}@permanence",
        sequence=invitation.version,
        panel=panel_title(house, sitting.panel),
        starts_at=slots[0].starts_at if slots else sitting.starts_at,
        ends_at=slots[-1].ends_at if slots else sitting.ends_at,
        slots=len(slots),
        cancelled=invitation.state == DECLINED or not slots,
    )
