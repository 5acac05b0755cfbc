"""Meetings that two chair at once, or that nobody chairs about some children, tried on made-up children."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from permanence.calendar import birthday
from permanence.explain import in_a_row
from permanence.meetings.attendance import seat_title
from permanence.policy import Policy
from permanence.policy_file.people import Seat
from permanence.policy_tools.dead_conditions import words_of
from permanence.policy_tools.made_up_children import CHILDREN, life
from permanence.rules.conditions import Holds
from permanence.rules.history import History, Stretch
from permanence.rules.spans import Spans, both, merge, outside

CHAIR = "chair"
Chair = tuple[Seat, Holds | None]


def chair_doubts(policy: Policy) -> Iterator[str]:
    """One sentence for each kind of meeting whose chair is two people or, about some children, nobody."""
    chairs = [(seat, holds) for seat, holds in policy.seat_conditions if seat.part == CHAIR]
    for meeting in dict.fromkeys(seat.meeting for seat, _holds in chairs):
        its = [one for one in chairs if one[0].meeting == meeting]
        yield from _always_several(policy, meeting, its)
        if any(holds is not None for _seat, holds in its):
            yield from _of_some(policy, meeting, its)


def _always_several(policy: Policy, meeting: str, chairs: Sequence[Chair]) -> Iterator[str]:
    """More than one seat chairs for every child: where either of them does, `or` says so."""
    its = [seat_title(policy, seat) for seat, holds in chairs if holds is None]
    if len(its) > 1:
        yield (
            f"The {policy.what_words(meeting)} has {len(its)} chairs at once, {in_a_row(its)}: where one of them is"
            " enough, write one seat with `or`."
        )


def _of_some(policy: Policy, meeting: str, chairs: Sequence[Chair]) -> Iterator[str]:
    words = words_of(policy, [seat.when for seat, _holds in chairs if seat.when is not None])
    pasts = [past for past in (life(words, number) for number in range(CHILDREN)) if past.born is not None]
    named = policy.what_words(meeting)
    without = _first(pasts, lambda past: outside(merge(span for one in chairs for span in _spans(one, past))))
    if without:
        yield (
            f"Nobody chairs the {named} about some children, such as {without}: write a seat with"
            ' part = "chair" for those whom the others leave out.'
        )
    for one, other in combinations(chairs, 2):
        if one[1] is None and other[1] is None:
            continue
        if twice := _twice(pasts, one, other):
            its = in_a_row(seat_title(policy, seat) for seat, _holds in (one, other))
            yield (
                f"The {named} has 2 chairs at once about some children, {its}, such as about {twice}: give one of them"
                " a `when` with `none`, so that the other is left out."
            )


def _twice(pasts: Sequence[History], one: Chair, other: Chair) -> str:
    return _first(pasts, lambda past: both(_spans(one, past), _spans(other, past)))


def _first(pasts: Sequence[History], spans: Holds) -> str:
    """The first child in care of whom it holds, in words; empty where it holds of none."""
    found = ((past, _in_care(past, spans(past))) for past in pasts)
    return next((_child(past, its[0][0]) for past, its in found if its), "")


def _spans(chair: Chair, past: History) -> Spans:
    holds = chair[1]
    return [(past.born or 0, past.as_of)] if holds is None else holds(past)


def _in_care(past: History, spans: Spans) -> Spans:
    in_care = [(part.start, min(part.end, past.as_of)) for part in past.segments if part.in_care]
    return both([span for span in in_care if span[0] < span[1]], spans)


def _child(past: History, day: int) -> str:
    """A made-up child on a day, so that an officer sees whom it is about."""
    assert past.born is not None, "only children whose age is known are asked about"
    age = next(years for years in range(-1, 25) if birthday(past.born, years + 1) > day)
    known = (("under", past.statuses), ("placed in", past.placements), ("with the plan", past.plans))
    said = [f"{word} {value.replace('_', ' ')}" for word, track in known if (value := _on(track, day))]
    said += [] if _on(past.plans, day) else ["without a plan"]
    return f"a child of {age} {in_a_row(said)}"


def _on(track: Sequence[Stretch], day: int) -> str:
    return next((one.value for one in track if one.start <= day < one.end), "")
