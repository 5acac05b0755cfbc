"""Permanence as spans of days: from what gave it until what ended it, inside the period of care it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from permanence.journey import Field
from permanence.policy_file.parts import Pattern
from permanence.rules.history import History
from permanence.rules.patterns import happenings_of
from permanence.rules.spans import FOREVER, Spans, merge

LONG_TERM_MATCHED = frozenset({"U1", "U4"})  # placements that are a long-term match by their code
OTHER_PLANS = frozenset({"return_home", "adoption", "sgo", "cao", "residential"})
ENDS_CARE = frozenset({"adoption_order", "sgo", "cao", "returned_home", "care_order_discharged"})


def permanence_of(patterns: Sequence[Pattern]) -> Callable[[History], Spans]:
    """When the procedure counts permanence as achieved."""
    each = [(pattern.event, happenings_of(pattern)) for pattern in patterns]

    def spans_of(history: History) -> Spans:
        return merge(
            (day, min(own_end(history, kind, day, fields), _lasts_until(history, kind, day, fields)))
            for kind, happened in each
            for day, fields in happened(history)
        )

    return spans_of


def own_end(history: History, kind: str, day: int, fields: Mapping[str, Field]) -> int:
    """Where the stretch of life it belongs to ends: what ends care never belongs to a period that begins that day."""
    segment = history.segment_at(day)
    ends_care = kind in ("permanence_achieved", "order_made") and ENDS_CARE & {fields.get("by"), fields.get("order")}
    return day if ends_care and segment.in_care and segment.start == day and segment.start_known else segment.end


def _lasts_until(history: History, kind: str, day: int, fields: Mapping[str, Field]) -> int:
    """A long-term match ends with its placement or its plan, and the permanence it gave with it."""
    by_match = kind == "permanence_achieved" and fields.get("by") == "long_term_match"
    if not by_match and not (kind == "matched" and fields.get("match") == "long_term_fostering"):
        return FOREVER
    return min((on for on, _words in _endings(history) if on > day), default=FOREVER)


def _endings(history: History) -> Iterator[tuple[int, str]]:
    """The days that end a long-term match, each with how a sentence names it; a temporary move is not among them."""
    yield from ((day, "the placement breakdown") for day, _fields in history.of("placement_broke_down"))
    yield from _those(history, "placement_changed", "placement", "the move that ended the long-term match", _unmatched)
    yield from _those(history, "plan_agreed", "plan", "another plan than the long-term match", OTHER_PLANS.__contains__)


def _those(
    history: History, kind: str, name: str, words: str, ends: Callable[[object], bool]
) -> Iterable[tuple[int, str]]:
    return ((day, words) for day, fields in history.of(kind) if ends(fields[name]))


def _unmatched(placement: object) -> bool:
    return placement not in LONG_TERM_MATCHED


def ended_by(history: History, day: int) -> str:
    """What ended the permanence that ended on this day, to go after "6 weeks after"."""
    return next((words for on, words in _endings(history) if on == day), "the end of permanence")
