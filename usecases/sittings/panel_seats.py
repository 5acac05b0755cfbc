"""The seats of a sitting: those always there, and those invited for some of its children."""

from __future__ import annotations

from collections.abc import Iterable

from cards.sittings import sitting_words
from permanence.meetings.attendance import Attending, each_seat
from permanence.panel.seats import depends_on_children, seated
from permanence.panel.sitting import Sitting
from storage import children
from storage.store import Work
from usecases.house import House


async def panel_seats(house: House, work: Work, sitting: Sitting, refs: Iterable[str | None]) -> tuple[Attending, ...]:
    """The seats for these children on the day of the sitting."""
    wanted = [ref for ref in refs if ref] if depends_on_children(house.policy) else []
    known = await children.several(work, wanted) if wanted else {}
    return seated(house.policy, [known[ref][1] for ref in wanted if ref in known], sitting.on)


def also_invited(seats: Iterable[Attending]) -> tuple[str, ...]:
    """Who is there for some children only: Virtual School (C-1002, C-1007)."""
    return tuple(sitting_words.seat_for(seat.title, seat.children) for seat in each_seat(seats) if seat.children)
