"""/overview: the chair's numbers, now and month by month, each leading to the children behind it."""

from __future__ import annotations

import json

from aiohttp import web

from permanence.explain import counted
from permanence.people.rights import SEE_CHILDREN
from permanence.refusals import NotFound
from tab.overview.behind import heading
from tab.overview.tables import BEHIND, PATH, Curve, Tables
from tab.page import Page, Route, Visit
from usecases.overview.show_overview import Overview, OverviewAsked, show_overview

NO_SUCH_FIGURE = "There is no such figure; open the overview and choose a number there."


async def show(visit: Visit) -> web.StreamResponse:
    its = await _overview(visit)
    figures = its.figures
    tables = Tables(figures, its.team)
    words = {
        "its": its,
        "path": PATH,
        "now": [tables.now(), tables.drift()],
        "in_time": [tables.by_clause(), tables.by_team(), tables.by_month(), tables.actions()],
        "plans": tables.second_review(),
        "to_plan": tables.waits("plan", [figures.for_plan]),
        "to_permanence": tables.waits("permanence", figures.for_permanence),
        "plan_curves": _drawn(tables.curves("plan", [figures.for_plan])),
        "permanence_curves": _drawn(tables.curves("permanence", figures.for_permanence)),
        "cards": [tables.scorecard(card, visit.today) for card in figures.cards],
    }
    overdue = counted(figures.count("overdue"), "thing")
    return await visit.page("overview.html", "Overview", words, heard=f"{overdue} overdue")


async def children(visit: Visit) -> web.StreamResponse:
    """The children behind one number."""
    its = await _overview(visit)
    name = visit.request.query.get("of", "")
    lines = its.figures.lines.get(name)
    if lines is None:
        raise NotFound(NO_SUCH_FIGURE)
    child = visit.site.page("child")
    rows = [(f"/child/{visit.site.ids.of('child', line.ref)}" if child else "", line) for line in lines]
    title, summary = heading(name), counted(len(lines), "line")
    words = {"its": its, "path": PATH, "rows": rows, "summary": summary}
    return await visit.page("overview_children.html", title, words, heard=summary)


async def _overview(visit: Visit) -> Overview:
    asked = OverviewAsked(visit.person.oid, visit.today, visit.request.query.get("team", "")[:200])
    return await show_overview(visit.house, visit.site.figures, asked)


def _drawn(curves: list[Curve]) -> str:
    """Curves as the chart's script reads them."""
    return json.dumps([{"name": one.name, "points": one.points} for one in curves])


PAGE = Page(
    "overview",
    "Overview",
    (Route("GET", PATH, show, SEE_CHILDREN), Route("GET", BEHIND, children, SEE_CHILDREN)),
)
