"""/child/ID: one child's timeline, drawn and as lists, and one page to print that an inspector can read."""

from __future__ import annotations

from aiohttp import web

from permanence.people.rights import SEE_CHILDREN
from permanence.refusals import NotFound
from records.documents.journey_page import overdue_first
from tab.child.drawn import WIDE, picture
from tab.page import Page, Route, Visit
from usecases.children.show_stretches import StretchesAsked, show_stretches
from usecases.documents.make_journey_page import JourneyAsked, make_journey_page
from usecases.opaque_ids import child_behind

NO_SUCH_CHILD = "This address stands for no child you may see; open the tracker and choose the child there."


async def show(visit: Visit) -> web.StreamResponse:
    ref = await _reference(visit)
    page = overdue_first(await make_journey_page(visit.house, JourneyAsked(visit.person.oid, ref, visit.today)))
    stretches = await show_stretches(visit.house, StretchesAsked(visit.person.oid, ref, visit.today))
    words = {
        "page": page,
        "late_duties": [line for line in page.due if line.overdue],
        "late_actions": [line for line in page.actions if line.overdue],
        "drawn": picture(stretches, visit.today),
        "wide": WIDE,
    }
    return await visit.page("child.html", page.label, words)


async def _reference(visit: Visit) -> str:
    """Whom the opaque id of the address stands for."""
    ref = await child_behind(visit.house, visit.site.ids, visit.request.match_info["id"])
    if ref is None:
        raise NotFound(NO_SUCH_CHILD)
    return ref


PAGE = Page("child", "", (Route("GET", "/child/{id:[a-z2-7]+}", show, SEE_CHILDREN),))
