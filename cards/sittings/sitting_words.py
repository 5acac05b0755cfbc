"""Sentences of a sitting and its agenda: why something cannot be, and why a child is or comes on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cards.parts import day
from permanence.explain import counted, on_day
from permanence.panel.sitting import Candidate
from permanence.people.deputies import away_in_words
from permanence.people.person import Away

NOT_KNOWN = 'This sitting is not known any more; say "sitting" for the next one.'
CHANGE_NOT_KNOWN = 'This change is not known any more; say "sitting" for the sitting as it stands.'
NONE_PUBLISHED = 'No sitting has been published yet; business support says "agenda" to propose one.'
STILL_A_DRAFT = 'This agenda is still a draft; business support says "agenda" to see it.'
PUBLISHED_ALREADY = 'This agenda was published; say "sitting" to see it.'
NONE_PLANNED_AHEAD = "No sitting is planned in the next four months that is not published already."
NOBODY_LISTED = "Nobody is on this agenda, so there is nothing to publish; add a child first."
TIME_HAS_PASSED = 'The time of this sitting has passed; say "agenda" for the next one.'
NOT_TO_BE_MOVED = "Only a published sitting that is still to be held can be moved or stood down."
HAS_BEGUN = "This sitting has begun, so it can no longer be moved or stood down."


def no_panel(procedure: str) -> str:
    """The procedure in force has no panel."""
    return f"The procedure in force, {procedure}, has no panel, so there is no agenda to propose."


def published_already(on: date) -> str:
    """The agenda of that day is no draft any more."""
    return f'The agenda of {on_day(on)} is published already; say "sitting" to see it.'


def none_planned_on(on: date) -> str:
    """No sitting is planned on that day."""
    return f'No sitting is planned on {on_day(on)}; say "agenda" for the next one.'


def not_a_day(said: str, why: str) -> str:
    """What was typed for a day is none, or could be several."""
    return f'"{said[:40]}" {why}.'


def day_taken(*, draft: bool) -> str:
    """The panel has something on the day a sitting is to be moved to."""
    return f"The panel has {'an agenda in draft' if draft else 'a sitting'} on that day already; choose another."


def too_many(wanted: int, slots: int) -> str:
    """More children than slots."""
    return f"That is {wanted} and the afternoon has {counted(slots, 'slot')}; leave {wanted - slots} out."


def no_such_place(field: str, typed: str, places: int) -> str:
    """A place on the agenda that there is not."""
    return (
        f'{field}: "{typed[:20]}" is not one of the places 1 to {places}; choose one of them, or "out" to leave it out.'
    )


def no_child(ref: str) -> str:
    """A reference that the caseload does not have."""
    return f"There is no child {ref[:20]} in the caseload; check the reference."


def on_it_already(label: str) -> str:
    """The child is on this very sitting."""
    return f"{label} is on this sitting already."


def on_another(label: str, on: date) -> str:
    """The child is on the sitting of another day."""
    return f"{label} is already on the sitting of {day(on)}."


def no_presenter(label: str, team: str | None) -> str:
    """Nobody is known who would present the child."""
    whose = f"team {team}" if team else "a child without a team"
    return f"{label} cannot be presented: no team manager known for {whose}."


def asked_for_by(name: str) -> str:
    """Why a child that is not due is on an agenda."""
    return f"asked for by {name}"


def open_actions(total: int, overdue: int) -> str:
    """Why somebody comes to an action review: 3 open actions, 1 overdue."""
    words = "1 open action" if total == 1 else f"{total} open actions"
    return f"{words}, {overdue} overdue" if overdue else words


def presents_instead(presenter: str, before: str, away: Away | None) -> str:
    """Erin East is away until 20 March 2026, deputy Will West, who presents instead."""
    return f"{before} is {away_in_words(away)}, who presents instead." if away else f"{presenter} presents instead."


def in_line(candidate: Candidate, manager: str, *, themed: bool = False) -> str:
    """Somebody who could be added to an agenda, in a few words."""
    if not candidate.child:
        return f"{manager}, {candidate.because}"
    due = f", due {day(candidate.due)}" if candidate.due else ""
    carried = ", carried over" if candidate.released else ""
    theme = ", under the theme" if themed else ""
    return f"{candidate.label}{due}{carried}{theme}, {manager}"


def none_published_in(period: str) -> str:
    """No sitting in the days asked for: 3 December 2026, this week."""
    return f'No sitting is published for {period}; say "sitting" for the next one.'


def seat_for(title: str, children: Sequence[str]) -> str:
    """Virtual School (C-1002, C-1007): a seat that is there for some children only."""
    return f"{title} ({', '.join(children)})"


def place_of(label: str) -> str:
    """The box of the agenda's form that says where a child comes, as a refusal names it."""
    return f"Place of {label}" if label else "Place"
