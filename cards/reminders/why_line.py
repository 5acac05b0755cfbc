"""Why a line of a digest is there: the arithmetic in words, the clause and the procedure's own sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from cards.parts import day, facts, finish, heading, leaving, plain, words


@dataclass(frozen=True, slots=True)
class WhyLineView:
    """One matter explained. `of` is the digest it stands on; `next_said` is when it will be spoken of again."""

    of: str
    name: str
    child: str
    standing: str
    due: date
    aim_for: date
    origin: str
    because: str
    source: str = ""
    next_said: tuple[tuple[date, str], ...] = ()  # (day, to whom)
    dated: bool = True  # without a date, `due` is the day since which it is required
    page: int = 0  # of the list, to come back to
    fold: str = ""


def draw(view: WhyLineView) -> dict[str, Any]:
    """The reason first, then the clause, then what comes next."""
    name = view.name.rstrip(".")
    what = f"{name}, for {view.child}" if view.child else name
    pairs = [("How it stands", view.standing), ("Due" if view.dated else "Required since", day(view.due))]
    if view.dated and view.aim_for != view.due:
        pairs.append(("Aim for", f"{day(view.aim_for)}, the last working day before it"))
    pairs.append(("Origin", plain(view.origin)))
    body: list[Any] = [
        heading("Why this is due" if view.dated else "Why this is required"),
        words(plain(what), bold=True),
        words(f"{plain(view.because[:1].upper() + view.because[1:])}."),
        facts(pairs),
    ]
    body += [words(plain(line), subtle=True) for line in view.source.splitlines()]
    if view.next_said:
        said = "; ".join(f"{day(on)} to {plain(to)}" for on, to in view.next_said)
        body.append(words(f"If it is still to be done then, it is said again on {said}.", subtle=True))
    else:
        body.append(words("It is not said again; it stays on the lists until it is done.", subtle=True))
    return finish(
        body,
        [leaving("Back", "show_digest_page", {"of": view.of, "page": view.page, "fold": view.fold})],
        said="Why a thing to do is due.",
    )


EXAMPLES = {
    "panel": WhyLineView(
        "digest:7c0ad6ea-0000-4000-8000-00000000e457:2026-03-17",
        "Panel",
        "C-0007 (AB)",
        "Overdue by 3 working days",
        date(2026, 3, 12),
        date(2026, 3, 12),
        "BCP-3.2",
        "6 weeks after the panel held on 29 January 2026",
        'Section 3: "reviewed at regular intervals"',
        ((date(2026, 3, 19), "Erin East"), (date(2026, 3, 26), "Chris Chair")),
    ),
    "action-on-a-day-off": WhyLineView(
        "digest:7c0ad6ea-0000-4000-8000-00000000e457:2026-03-17",
        "Ask the school for an education report.",
        "C-0011 (CD)",
        "Due on a day off, with no working day left before it",
        date(2026, 4, 3),
        date(2026, 4, 2),
        "action 4 of the panel",
        "the panel agreed it, due on 3 April 2026",
    ),
    "without-a-date": WhyLineView(
        "digest:7c0ad6ea-0000-4000-8000-00000000e457:2026-03-17",
        "Permanence planning meeting",
        "C-0011 (CD)",
        "No date set",
        date(2026, 3, 14),
        date(2026, 3, 13),
        "WS-11",
        "required since the placement breakdown on 14 March 2026, no date set",
        dated=False,
    ),
}
