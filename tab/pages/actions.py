"""/actions: every action somebody may see, narrowed and searched; several are changed at once, as their cards would."""

from __future__ import annotations

from aiohttp import web

from permanence.action import working_days_overdue
from permanence.explain import counted
from permanence.people.rights import CHANGE_ACTION, SEE_ACTIONS
from permanence.refusals import Incomplete
from tab.actions import address
from tab.actions.address import OWNER, PATH, STATE_WORDS
from tab.actions.change_form import DOES, change_of, note_of, ticked
from tab.page import Page, Route, Visit
from usecases.actions.browse_actions import PAGE as ROWS, BrowseAsked, BrowsedActions, browse_actions
from usecases.actions.change_several import Changed, ChangeSeveral, change_several


async def show(visit: Visit) -> web.StreamResponse:
    """The page; words to search for came by a form."""
    return await _page(visit, str(visit.form.get("search", "")).strip()[:200])


async def change(visit: Visit) -> web.StreamResponse:
    """Change what is ticked; what is missing is said above the same page, with everything still ticked and typed."""
    its = await _browse(visit, "")
    people = {visit.site.ids.of(OWNER, oid): oid for oid, _ in its.people}
    try:
        seen, wanted = ticked(visit.form), change_of(visit.form, people.get)
        command = ChangeSeveral(seen, wanted, visit.press(), note_of(visit.form))
    except Incomplete as no:
        return await _page(visit, "", refused=no.sentence)
    return await _page(visit, "", changed=await change_several(visit.house, command))


async def _page(visit: Visit, search: str, *, refused: str = "", changed: Changed | None = None) -> web.StreamResponse:
    asked, its = address.read(visit.request.query), await _browse(visit, search)
    ids, child = visit.site.ids, visit.site.page("child")
    labels = {row.its.id: row.its.label for row in its.rows}
    calendar = visit.house.policy.calendar
    rows = [
        {
            "its": row.its,
            "owner": row.owner,
            "child": f"/child/{ids.of('child', row.its.child)}" if child else "",
            "late": working_days_overdue(row.its.due, visit.today, calendar) if row.its.is_open else None,
        }
        for row in its.rows
    ]
    summary = counted(its.total, "action")
    kept = visit.form if refused else {}
    words = {
        "asked": asked,
        "rows": rows,
        "teams": its.teams,
        "owners": [(ids.of(OWNER, oid), name) for oid, name in its.owners],
        "people": [(ids.of(OWNER, oid), name) for oid, name in its.people],
        "states": STATE_WORDS,
        "does": DOES,
        "kept": kept,
        "ticked": set(visit.form.getall("action", [])) if refused else set(),
        "search": search,
        "refused": refused,
        "refusals": [(labels.get(number, ""), number, why) for number, why in changed.refused] if changed else [],
        "summary": summary,
        "pages_of_rows": _pages(asked, its) if not search else [],
    }
    said = f"{counted(len(changed.done), 'action')} changed." if changed else ""
    status = 422 if refused else 200
    return await visit.page("actions.html", "Actions", words, said=said, heard=refused or summary, status=status)


async def _browse(visit: Visit, search: str) -> BrowsedActions:
    asked = address.read(visit.request.query)
    everybody = await browse_actions(visit.house, BrowseAsked(visit.person.oid, visit.today))
    owner = visit.site.ids.behind(OWNER, asked.owner, (oid for oid, _ in (*everybody.owners, *everybody.people)))
    wanted = BrowseAsked(
        visit.person.oid, visit.today, asked.team, owner or asked.owner, asked.state, search, asked.start
    )
    return await browse_actions(visit.house, wanted)


def _pages(asked: address.ActionsAddress, its: BrowsedActions) -> list[tuple[str, str, bool]]:
    starts = range(0, its.total, ROWS)
    if len(starts) < 2:
        return []
    return [
        (asked.starting(start).link(), f"{start + 1} to {min(start + ROWS, its.total)}", start == its.start)
        for start in starts
    ]


PAGE = Page(
    "actions",
    "Actions",
    (
        Route("GET", PATH, show, SEE_ACTIONS),
        Route("POST", PATH, show, SEE_ACTIONS),
        Route("POST", f"{PATH}/change", change, CHANGE_ACTION),
    ),
)
