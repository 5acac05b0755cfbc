"""Whose dates would move if one policy took the place of another, and what it says differently; nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from permanence.explain import counted, on_day
from permanence.journey import Journey
from permanence.policy import Policy
from permanence.policy_file.law import LawClause
from permanence.policy_tools.differences import differences
from permanence.timeline import Obligation, timeline


@dataclass(frozen=True, slots=True)
class Moved:
    """One duty of one child under two policies; a side is None where that policy does not ask for it."""

    child: str
    what: str
    before: Obligation | None
    after: Obligation | None


def compare_policies(old: Policy, new: Policy, journeys: Iterable[Journey], as_of: date) -> tuple[Moved, ...]:
    """The open duties that differ in date or are asked for by one policy only, child by child."""
    found: list[Moved] = []
    for journey in journeys:
        before = [item for item in timeline(old, journey, as_of).obligations if item.is_open]
        after = [item for item in timeline(new, journey, as_of).obligations if item.is_open]
        found += _moved(journey.child, before, after)
    return tuple(found)


def _moved(child: str, before: Sequence[Obligation], after: Sequence[Obligation]) -> list[Moved]:
    """Pairs by the occasion where both policies know it, else by kind and order of date."""
    named = {item.occasion: item for item in after}
    pairs: list[tuple[Obligation | None, Obligation | None]] = [
        (item, named[item.occasion]) for item in before if item.occasion in named
    ]
    paired = {id(item) for pair in pairs for item in pair}
    rest = [item for item in after if id(item) not in paired]
    for item in before:
        if id(item) in paired:
            continue
        match = next((other for other in rest if other.what == item.what), None)
        if match is not None:
            rest.remove(match)
        pairs.append((item, match))
    pairs += [(None, item) for item in rest]
    return [
        Moved(child, (now or then).what, then, now)  # type: ignore[union-attr]
        for then, now in pairs
        if then is None or now is None or then.due != now.due
    ]


def comparison_text(old: Policy, new: Policy, moved: Sequence[Moved], children: int, as_of: date) -> str:
    """What would change, as a person reads it: each child with from, to and why, then what the files say."""
    touched = len({item.child for item in moved})
    lines = [
        f"{old.name} ({old.version}) against {new.name} ({new.version}),"
        f" {counted(children, 'child', 'children')} as known on {on_day(as_of)}.",
        f"Dates would move or duties come or go for {touched} of them; nothing has been changed.",
        "",
    ]
    for item in moved:
        lines.append(
            f"{item.child}, {(new if item.after else old).what_words(item.what)}: {change_in_words(item, old, new)}"
        )
    said = list(differences(old, new))
    lines += ["", "What the two files say differently:" if said else "The two files say the same.", *said]
    return "\n".join(lines).rstrip() + "\n"


def change_in_words(item: Moved, old: Policy, new: Policy) -> str:
    """From when to when and by which clause, in words; of a clause of the law, which law."""
    before, after = item.before, item.after
    if after is None:
        return f"no longer asked for, was {_day(before)} ({_cited(old, before)})" if before else "no change"
    if before is None:
        return f"new, {_day(after)} ({_cited(new, after)}: {after.because})"
    move = f"from {_day(before)} to {_day(after)}"
    if before.due is not None and after.due is not None:
        days = (after.due - before.due).days
        unit = "day" if abs(days) == 1 else "days"
        move = f"{move}, {abs(days)} {unit} {'later' if days > 0 else 'sooner'}"
    return f"{move} ({_cited(new, after)}: {after.because})"


def _day(item: Obligation) -> str:
    return f"{on_day(item.due)}" if item.due else "no date"


def _cited(policy: Policy, item: Obligation) -> str:
    clause = policy.clauses[item.clause]
    return f"{clause.id}, {clause.place}" if isinstance(clause, LawClause) else clause.id
