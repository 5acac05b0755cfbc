"""The list of sittings in words: how each stands, who is on it, who answered, who is prepared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cards.parts import day, span
from permanence.explain import counted
from permanence.mornings import LONDON
from permanence.panel.panel_calendar import PlannedSitting, Skipped
from permanence.panel.panels import panel_title
from permanence.panel.sitting import CLOSED, DRAFT, PUBLISHED, REOPENED, STOOD_DOWN
from permanence.policy import Policy
from usecases.sittings.list_sittings import ListedSitting, ListedSittings

PATH = "/sittings"
STANDS = {
    DRAFT: "Draft",
    PUBLISHED: "Published",
    CLOSED: "Held",
    REOPENED: "Held; record open again",
    STOOD_DOWN: "Stood down",
}
NOT_RECORDED = "Record not closed yet"
NO_AGENDA = "No agenda yet"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table; without an address there is nothing to open yet."""

    address: str
    on: str
    time: str
    panel: str
    stands: str
    on_it: str = ""
    invited: str = ""
    answers: str = ""
    prepared: str = ""


def lines_to_come(its: ListedSittings, policy: Policy, *, linked: bool) -> list[Line]:
    """Sittings and the days still without an agenda, in order of their day."""
    made = [
        (one.its.on, one.head.starts_at.astimezone(LONDON).time(), line(one, STANDS, linked)) for one in its.to_come
    ]
    open_days = [(one.date, one.start, _planned(one, policy)) for one in its.planned]
    return [row for _, _, row in sorted([*made, *open_days], key=lambda timed: timed[:2])]


def past_lines(its: ListedSittings, *, linked: bool) -> list[Line]:
    """A sitting that is gone by and still only published is one whose record is not closed."""
    return [line(one, {**STANDS, PUBLISHED: NOT_RECORDED}, linked) for one in its.past]


def line(one: ListedSitting, stands: dict[str, str], linked: bool) -> Line:
    """A sitting as a row."""
    head = one.head
    return Line(
        address=f"{PATH}/{one.its.id}" if linked else "",
        on=day(one.its.on),
        time=span(head.starts_at, head.ends_at),
        panel="; ".join(said for said in (head.panel, "action review" if head.action_review else head.theme) if said),
        stands=stands[one.its.state],
        on_it=_on_it(one),
        invited=str(one.invited) if one.invited else "",
        answers=answers(one.answered, one.accepted, one.declined) if one.invited else "",
        prepared=f"{one.prepared} of {one.to_prepare}" if one.to_prepare else "",
    )


def answers(answered: int, accepted: int, declined: int) -> str:
    """3 answered: 2 accepted, 1 declined."""
    return f"{answered} answered: {accepted} accepted, {declined} declined" if answered else "nobody yet"


def not_held(skipped: tuple[Skipped, ...], policy: Policy) -> list[str]:
    """Thu 2 April 2026, Permanence panel: school holidays (BCP-4.1)."""
    return [f"{day(one.date)}, {panel_title(policy, one.panel)}: {one.reason} ({one.clause})" for one in skipped]


def head_of_past(total: int, page: int, pages: int) -> str:
    """How many there were, and which page of them this is."""
    of = f", page {page + 1} of {pages}" if pages > 1 else ""
    return f"{counted(total, 'sitting')} so far{of}"


def _on_it(one: ListedSitting) -> str:
    who = counted(one.on_it, "manager") if one.head.action_review else counted(one.on_it, "child", "children")
    return f"{who}, {counted(one.capacity, 'slot')}" if one.capacity else who


def _planned(one: PlannedSitting, policy: Policy) -> Line:
    theme = next((theme.title for theme in policy.themes if theme.key == one.theme), "")
    what = "action review" if one.kind == "action_review" else theme
    return Line(
        address="",
        on=day(one.date),
        time=f"{one.start:%H:%M} to {one.end:%H:%M}",
        panel="; ".join(said for said in (panel_title(policy, one.panel), what) if said),
        stands=NO_AGENDA,
        on_it=_last_day(one.refer_by),
    )


def _last_day(refer_by: date | None) -> str:
    return f"last day to refer: {day(refer_by)}" if refer_by else ""
