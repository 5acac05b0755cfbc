"""Show who has not answered an invitation to a sitting, and who reminded them when."""

from __future__ import annotations

from cards.invitations import invitation_words
from cards.invitations.unanswered import Reminded, UnansweredLine, UnansweredView
from permanence.deeds import Verb
from permanence.panel.panels import answer_by
from permanence.panel.sitting import INVITED, PASSED_ON
from permanence.people import rights
from storage import history, people
from storage.history import Entry
from storage.panel import invitations
from storage.store import Work
from usecases.house import House
from usecases.sittings.found_sitting import found_sitting
from usecases.sittings.sitting_head import sitting_head

PAGE = 4
REMIND: Verb = "remind_invited"
SEND_AGAIN: Verb = "send_invitation_again"


async def open_unanswered(house: House, caller: str, sitting_id: int, page: int = 0) -> UnansweredView:
    """One page of them, for who may remind them."""
    async with house.store.read() as work:
        rights.require(await people.find(work, caller), rights.REMIND_INVITED)
        return await show_unanswered(house, work, sitting_id, page=page)


async def show_unanswered(
    house: House, work: Work, sitting_id: int, line: str = "", page: int = 0, most: int = PAGE
) -> UnansweredView:
    """In the order they were invited, so many of them on a page."""
    sitting = await found_sitting(work, sitting_id)
    names = await people.names(work)
    every = [one for one in await invitations.of(work, sitting_id) if one.state != PASSED_ON]
    waiting = [one for one in every if one.state == INVITED]
    told = await history.of_several(work, "invitation", [one.id for one in waiting])
    pages = max(1, -(-len(waiting) // most))
    page = min(max(page, 0), pages - 1)
    head = sitting_head(house.policy, sitting)
    return UnansweredView(
        sitting=sitting.id,
        title=invitation_words.of_sitting(head.panel, head.when),
        lines=tuple(
            _line(one.id, names.get(one.manager, one.manager), told.get(str(one.id), []))
            for one in waiting[page * most : (page + 1) * most]
        ),
        waiting=len(waiting),
        answered=len(every) - len(waiting),
        answer_by=answer_by(house.policy, sitting),
        reminders=sum(len(reminders_in(its)) for its in told.values()),
        page=page,
        pages=pages,
        line=line,
    )


def _line(invitation_id: int, manager: str, told: list[Entry]) -> UnansweredLine:
    done = reminders_in(told)
    last = done[-1] if done else None
    return UnansweredLine(
        invitation_id,
        manager,
        len(done),
        Reminded(last.at, last.by_name, last.verb == SEND_AGAIN) if last else None,
    )


def reminders_in(told: list[Entry]) -> list[Entry]:
    """The lines of an invitation's history that put its manager in mind of it, oldest first."""
    return [entry for entry in told if entry.verb in (REMIND, SEND_AGAIN)]
