"""How far the returns handed in reach: the day up to which each speaks, and which of them know less than the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from records.previews.preview import Known
from records.returns.episodes import Episode
from records.returns.kept_tellings import kept_tellings
from records.returns.ssda903 import ChildHistory
from records.returns.tellings import Telling, joined, year_end


@dataclass(frozen=True, slots=True)
class Reach:
    """Of the returns handed in: children of whom the record knows something later, and when that was handed in."""

    last: date
    ahead: Mapping[str, date]

    @property
    def older(self) -> bool:
        """What would be undone of several children was handed in for a later time; of one, it was corrected."""
        return len(self.ahead) > 1


def reach_of(histories: Iterable[ChildHistory], known: Mapping[str, Known]) -> Reach:
    """Compared with what returns told before; a return that ends before what they know undoes nothing of it yet."""
    given = list(histories)
    last = max((telling.last for one in given for telling in one.tellings), default=date.min)
    ahead: dict[str, date] = {}
    for history in given:
        before = known.get(history.child)
        newest = max(history.tellings, key=lambda telling: telling.last, default=None)
        if before is None or newest is None or newest.last != last:
            continue
        held = kept_tellings(before.last_row)
        if later_than(joined(held), newest):
            ahead[history.child] = max(telling.made for telling in held)
    return Reach(last, ahead)


def later_than(held: Iterable[Episode], newest: Telling) -> Episode | None:
    """The episode that a return knows nothing of since it happened later: begun while its last one is open, or ended
    on another day."""
    own = newest.episodes[-1]
    for episode in held:
        if own.ended is None and episode.began > max(newest.last, own.began):
            return episode
        if episode.began == own.began and episode.ended not in (None, own.ended) and episode.ended > newest.last:
            return episode
    return None


def speaking(history: ChildHistory, reach: Reach, as_of: date) -> tuple[Telling, ...]:
    """What the returns tell of this child, each with the day it was made and the day up to which it speaks.

    A return speaks to the end of its year. One that knows less than the record and was made later is that return
    corrected, and speaks to the day it was made; where several children would be undone it is an older return.
    """
    found = []
    for telling in history.tellings:
        until = min(year_end(telling.last), as_of)
        if telling.last == reach.last and reach.older:
            until = min(telling.last, as_of)
        elif telling.last == reach.last and reach.ahead.get(history.child, as_of) < as_of:
            until = as_of
        found.append(replace(telling, made=as_of, until=until))
    return tuple(found)
