"""/sittings: the sittings to come and those gone by, each in numbers and with the way to it."""

from __future__ import annotations

from aiohttp import web

from permanence.explain import counted
from permanence.people.rights import SEE_SITTING
from tab.page import Page, Route, Visit
from tab.sittings.list_words import PATH, head_of_past, lines_to_come, not_held, past_lines
from usecases.sittings.list_sittings import ListAsked, list_sittings


async def show(visit: Visit) -> web.StreamResponse:
    asked = visit.request.query.get("page", "1")
    page = int(asked[:6]) - 1 if asked[:6].isdecimal() else 0
    its = await list_sittings(visit.house, ListAsked(visit.person.oid, visit.today, page))
    policy = visit.house.policy
    linked = visit.site.page("sitting") is not None
    coming = lines_to_come(its, policy, linked=linked)
    numbers = range(its.pages) if its.pages > 1 else ()
    words = {
        "coming": coming,
        "not_held": not_held(its.skipped, policy),
        "past": past_lines(its, linked=linked),
        "summary": head_of_past(its.total, its.page, its.pages),
        "pages_of_past": [
            (f"{PATH}?page={number + 1}#past", f"Page {number + 1}", number == its.page) for number in numbers
        ],
    }
    return await visit.page("sittings.html", "Sittings", words, heard=f"{counted(len(coming), 'sitting')} to come")


PAGE = Page("sittings", "Sittings", (Route("GET", PATH, show, SEE_SITTING),))
