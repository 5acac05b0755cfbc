"""/tracker: a row a child, narrowed, sorted and searched; the same view as a workbook and as CSV."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from aiohttp import web

from permanence.explain import counted
from permanence.people.rights import SEE_CHILDREN
from tab.page import Page, Route, Visit
from tab.tracker import address, choices
from tab.tracker.address import Address
from tab.tracker.columns import BY_KEY, COLUMNS, said
from tab.tracker.files import CSV, WORKBOOK, as_csv, as_workbook
from usecases.tracker.show_tracker import PAGE as ROWS, Tracker, TrackerAsked, show_tracker

WORDS = "words"  # what is typed to search for, which never stands in an address


async def show(visit: Visit) -> web.StreamResponse:
    """The page; what was typed into its search came by a form."""
    asked = address.read(visit.request.query)
    words = str(visit.form.get(WORDS, ""))[:200].strip()
    its = await _tracker(visit, asked, words, whole=asked.whole)
    asked = replace(asked, start=its.start)
    child = visit.site.page("child")
    shown = [BY_KEY[key] for key in asked.columns]
    lists, ticks = choices.filters(its.choices, asked, visit.site.ids), choices.marks(asked)
    words_of_page = {
        "asked": asked,
        "its": its,
        "typed": words,
        "filters": lists,
        "marks": ticks,
        "narrowed": choices.narrowed(lists, ticks, asked.view),
        "every_column": [(column, column.key in asked.columns) for column in COLUMNS],
        "columns": shown,
        "rows": [
            (
                f"/child/{visit.site.ids.of('child', row.ref)}" if child else "",
                [(column, said(column.value(row, visit.today))) for column in shown],
                row,
            )
            for row in its.rows
        ],
        "pages_of_rows": _pages(asked, its) if not words else [],
        "summary": summary(its),
    }
    answer = await visit.page("tracker.html", "Tracker", words_of_page, heard=summary(its))
    answer.headers["HX-Push-Url"] = asked.link() if visit.request.method == "GET" else "false"
    return answer


async def workbook(visit: Visit) -> web.StreamResponse:
    asked, its = await _whole(visit)
    body = await asyncio.to_thread(as_workbook, visit.house.policy, asked, its.rows, visit.today)
    return _file(body, WORKBOOK, f"tracker-{visit.today.isoformat()}.xlsx")


async def csv(visit: Visit) -> web.StreamResponse:
    asked, its = await _whole(visit)
    body = await asyncio.to_thread(as_csv, asked, its.rows, visit.today)
    return _file(body, CSV, f"tracker-{visit.today.isoformat()}.csv")


async def _whole(visit: Visit) -> tuple[Address, Tracker]:
    asked = address.read(visit.request.query)
    return asked, await _tracker(visit, asked, str(visit.form.get(WORDS, ""))[:200].strip(), whole=True)


async def _tracker(visit: Visit, asked: Address, words: str, *, whole: bool) -> Tracker:
    known = await visit.site.caseload.now(visit.today)
    managers = {row.manager for row in known.rows if row.manager}
    view = address.with_managers(asked.view, visit.site.ids, managers)
    wanted = TrackerAsked(visit.person.oid, visit.today, view, words, asked.start, whole)
    return await show_tracker(visit.house, visit.site.caseload, wanted)


def _pages(asked: Address, its: Tracker) -> list[tuple[str, str, bool]]:
    """The pages of a view: address, rows, and whether it is this one."""
    starts = range(0, its.total, ROWS)
    if len(starts) < 2:
        return []
    by_page = [
        (
            asked.starting(start).link(),
            f"{start + 1} to {min(start + ROWS, its.total)}",
            not asked.whole and start == its.start,
        )
        for start in starts
    ]
    return [*by_page, (asked.on_one_page().link(), "All on one page, to print", asked.whole)]


def summary(its: Tracker) -> str:
    """How many are shown, for the head of the table and for whoever hears it."""
    of = f" of {its.seen:,}" if its.total != its.seen else ""
    return f"{counted(its.total, 'child', 'children')}{of}, {its.overdue:,} with something overdue"


def _file(body: bytes, kind: str, name: str) -> web.Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return web.Response(body=body, content_type=kind, headers=headers)


PAGE = Page(
    "tracker",
    "Tracker",
    (
        Route("GET", address.PATH, show, SEE_CHILDREN),
        Route("POST", address.PATH, show, SEE_CHILDREN),
        Route("GET", f"{address.PATH}.xlsx", workbook, SEE_CHILDREN),
        Route("POST", f"{address.PATH}.xlsx", workbook, SEE_CHILDREN),
        Route("GET", f"{address.PATH}.csv", csv, SEE_CHILDREN),
        Route("POST", f"{address.PATH}.csv", csv, SEE_CHILDREN),
    ),
)
