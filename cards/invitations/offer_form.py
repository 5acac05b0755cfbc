"""The form to offer a free slot of a published sitting to a child: one of the next due, or by reference."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cards.parts import address, afternoon, button, choice, finish, heading, leaving, outcome, text_input, words


@dataclass(frozen=True, slots=True)
class OfferFormView:
    """`next_due` holds (reference, words), most overdue first; `free` the times of the free slots."""

    sitting: int
    version: int
    starts_at: datetime
    ends_at: datetime
    free: tuple[str, ...]
    next_due: tuple[tuple[str, str], ...]
    child: str = ""
    reference: str = ""
    line: str = ""


def draw(view: OfferFormView) -> dict[str, Any]:
    """What is free, who is next, and a box for another reference."""
    of = {"of": address("sitting", view.sitting), "id": view.sitting, "version": view.version}
    back = leaving("Back", "show_again", of)
    head = [
        *outcome(view.line),
        heading("Offer a free slot"),
        words(f"{afternoon(view.starts_at, view.ends_at)}. Free: {', '.join(view.free) or 'none'}."),
    ]
    if not view.free:
        return finish(head, [back], said="No slot is free.")
    body = [
        *head,
        words("The first free slot is given to the child, and the team manager is invited or told on their card."),
    ]
    if view.next_due:
        choices = [(shown, ref) for ref, shown in view.next_due]
        body.append(choice("child", "Next in line, most overdue first", choices, value=view.child))
    body.append(text_input("reference", "Or another child, by reference", value=view.reference, most=64))
    actions = [button("Offer the slot", "offer_released_slot", of, style="positive"), back]
    return finish(body, actions, said="A form to offer a free slot.")


_AFTERNOON = (datetime(2026, 3, 12, 14, tzinfo=UTC), datetime(2026, 3, 12, 17, tzinfo=UTC))
_NEXT = (("C-1077", "C-1077 (KM), due Thu 12 March 2026, Erin East"),)
EXAMPLES = {
    "one-free": OfferFormView(3, 4, *_AFTERNOON, ("15:00 to 15:20",), _NEXT, "C-1077"),
    "unknown": OfferFormView(
        3,
        4,
        *_AFTERNOON,
        ("15:00 to 15:20",),
        _NEXT,
        reference="C-9999",
        line="There is no child C-9999 in the caseload; check the reference.",
    ),
    "none-free": OfferFormView(3, 5, *_AFTERNOON, (), ()),
}
