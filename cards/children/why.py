"""Why: each open duty of a child with its clause, the clause's words and what closes it; then each group, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from cards.children.duty_words import badge, others
from cards.parts import button, finish, heading, outcome, plain, section, words


@dataclass(frozen=True, slots=True)
class WhyDuty:
    """An open duty and its reason. `quote` is the clause's words, `reading` how they are read where in doubt."""

    what: str
    standing: str
    due: date | None
    because: str
    clause: str
    place: str
    quote: str
    reading: str
    closed_by: str
    next: tuple[str, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class WhyGroup:
    """A group the child is in."""

    title: str
    because: str
    clause: str
    place: str
    quote: str


@dataclass(frozen=True, slots=True)
class WhyView:
    """A page of the reasons; the groups come with the last page of duties."""

    ref: str
    label: str
    document: str
    duties: tuple[WhyDuty, ...]
    groups: tuple[WhyGroup, ...]
    silences: tuple[str, ...] = ()
    start: int = 0
    total: int = 0
    back: str = ""  # the page of a list it was opened from: "10:all"
    line: str = ""


def draw(view: WhyView) -> dict[str, Any]:
    """Duties, then groups, then whose words these are."""
    body: list[Any] = [*outcome(view.line), heading(f"Why: {plain(view.label)}")]
    for duty in view.duties:
        body.append(section(plain(duty.what[:1].upper() + duty.what[1:]), _duty(duty)))
    if view.silences or not view.total:
        body.append(words(" ".join(plain(one) for one in view.silences) or "Nothing is due for this child."))
    if view.groups:
        body.append(section("Groups the panel reviews", [item for group in view.groups for item in _group(group)]))
    body.append(words(f"The words are those of {plain(view.document)}.", subtle=True))
    data = {"child": view.ref, "back": view.back}
    actions = []
    after = view.start + len(view.duties)
    if after < view.total:
        rest = view.total - after
        actions.append(button(f"Show {rest} more", "explain_child", {**data, "start": after}))
    actions.append(button("Where the child stands", "show_child", data))
    if view.back:
        actions.append(button("Back to the list", "show_due", {"back": view.back}))
    return finish(body, actions, said="Why something is due for a child.")


def _duty(duty: WhyDuty) -> list[Any]:
    items = [
        badge(duty.standing, duty.due),
        words(f"{plain(duty.because[:1].upper() + duty.because[1:])}.{others(duty.more)}"),
        words(_quoted(duty.clause, duty.place, duty.quote)),
    ]
    if duty.reading:
        items.append(words(f"Read here as: {plain(duty.reading)}", subtle=True))
    items.append(words(f"Closed once recorded: {plain(duty.closed_by)}."))
    if duty.next:
        items.append(words(f"Then: {plain('; '.join(duty.next))}."))
    return items


def _group(group: WhyGroup) -> list[Any]:
    return [
        words(f"{plain(group.title)}: {plain(group.because)}."),
        words(_quoted(group.clause, group.place, group.quote), subtle=True),
    ]


def _quoted(clause: str, place: str, quote: str) -> str:
    where = f", {plain(place)}" if place else ""
    return f"{clause}{where}: “{plain(quote)}”"


EXAMPLES = {
    "overdue": WhyView(
        "C-0007",
        "C-0007 (AB)",
        "Permanence Planning Tracking Meetings, January 2023",
        (
            WhyDuty(
                "panel",
                "overdue",
                date(2026, 2, 16),
                "6 weeks after entering care on 5 January 2026",
                "BCP-3.1",
                "section 3",
                "To consider a child's case within 6 weeks entry into Local Authority Care",
                "",
                "seen by the panel",
                ("The panel sees the child again within 6 weeks of the last panel held (BCP-3.2)",),
            ),
        ),
        (
            WhyGroup(
                "No permanence plan",
                "in care without a permanence plan since 5 January 2026",
                "BCP-5.5",
                "section 5",
                "Children who do not have a Permanence Plan",
            ),
        ),
        (),
        0,
        2,
        "10:all",
    ),
    "nothing-due": WhyView(
        "C-0009",
        "C-0009",
        "Permanence Planning Tracking Meetings, January 2023",
        (),
        (),
        ("Permanence is secured, so the panel does not see the child again.",),
    ),
}
