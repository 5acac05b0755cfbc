"""What a tab of a channel shows: chosen when it is put there, and kept by Teams as an address."""

from __future__ import annotations

from aiohttp import web

from permanence.people.rights import SEE_CHILDREN
from tab.page import Page, Route, Visit

PATH = "/tab/configure"


async def show(visit: Visit) -> web.StreamResponse:
    """The pages to choose from. A view of one is chosen by its address, which holds its filters, order and columns."""
    choices = [(page.address, page.title) for page in visit.site.pages if page.title]
    return await visit.page("configure.html", "Choose what this tab shows", {"choices": choices})


PAGE = Page("configure", "", (Route("GET", PATH, show, SEE_CHILDREN),))
