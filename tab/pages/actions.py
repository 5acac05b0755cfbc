"""/actions: every action somebody may see, narrowed and searched; several are changed at once, as their cards would."""

from __future__ import annotations

from aiohttp import web

from permanence.action import working_days_overdue
from permanence.explain import counted
from permanence.people.rights import CHANGE_ACTION, SEE_ACTIONS
from permanence.refusals import Incomplete
from tab.actions import address
from tab.actions.address import OWNER, PATH, STATE_WORDS, ActionsAddress
from tab.actions.change_form import DOES, change_of, note_of, ticked
from tab.page import Page, Route, Visit
from usecases.actions.browse_actions import PAGE as ROWS, BrowseAsked, BrowsedActions, browse_actions
from usecases.actions.change_several import Changed, ChangeSeveral, change_several
from usecases.opaque_ids import person_behind


async def show(visit: Visit) -> web.StreamResponse:
    """The page; words to search for came by a form."""
    return await _page(visit, str(visit.form.get("search", "")).strip()[:200])


async def change(visit: Visit) -> web.StreamResponse:
    """Change what is ticked; what is missing is said above the same page, with everything still ticked and typed."""
    chosen = str(visit.form.get("owner", ""))
    owner = await person_behind(visit.house, visit.site.ids, chosen) if chosen else None
    try:
        seen, wanted = ticked(visit.form), change_of(visit.form, owner)
        command = ChangeSeveral(seen, wanted, visit.press(), note_of(visit.form))
    except Incomplete as no:
        return await _page(visit, "", refused=no.sentence)
    return await _page(visit, "", changed=await change_several(visit.house, command))


async def _page(visit: Visit, search: str, *, refused: str = "", changed: Changed | None = None) -> web.StreamResponse:
    asked = address.read(visit.request.query)
    its = await _browse(visit, asked, search)
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


async def _browse(visit: Visit, asked: ActionsAddress, search: str) -> BrowsedActions:
    owner = await person_behind(visit.house, visit.site.ids, asked.owner) or asked.owner if asked.owner else ""
    wanted = BrowseAsked(visit.person.oid, visit.today, asked.team, owner, asked.state, search, asked.start)
    return await browse_actions(visit.house, wanted)


def _pages(asked: ActionsAddress, its: BrowsedActions) -> list[tuple[str, str, bool]]:
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
