"""What each hand-in of a yearly return tells of a child's episodes, and the episodes that hold when all are joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import zip_longest

from permanence.rules.history import SHORT_BREAKS
from records.returns.episodes import GOES_ON, START, Episode

Span = tuple[Episode, date]  # an episode with the day before which it holds
NEVER = date.min  # the day of a hand-in that was imported before days were kept


@dataclass(frozen=True, slots=True)
class Telling:
    """What one hand-in of the return of one year tells of one child.

    `first` and `last` are of the whole return: the first day one of its episodes ended, none when none did, and the
    last day anything happened in it. `made` is the day of the extract; `until` the day up to which it speaks: what is
    open then goes on then. `turn` is its place among the hand-ins of this child.
    """

    last: date
    episodes: tuple[Episode, ...]
    first: date | None = None
    made: date = NEVER
    until: date = NEVER
    turn: int = 0

    @property
    def key(self) -> tuple[date, date, int]:
        """The later year counts, of one year the one made later, of one day the one handed in later."""
        return (year_end(self.until), self.made, self.turn)

    def says_as(self, other: Telling) -> bool:
        """Another hand-in of that year with the same words of this child."""
        return (year_end(self.last), self.episodes) == (year_end(other.last), other.episodes)

    def spans(self) -> Iterator[Span]:
        """Its episodes, each until it ended or the next began."""
        for episode, following in zip_longest(self.episodes, self.episodes[1:]):
            end = episode.ended or max(self.until, episode.began) + timedelta(days=1)
            yield episode, min(end, following.began) if following else end


def year_end(on: date) -> date:
    """The 31 March that ends the return's year of that day."""
    return date(on.year + (on.month > 3), 3, 31)


def year_start(on: date) -> date:
    """The 1 April that begins it."""
    return date(on.year - (on.month < 4), 4, 1)


def in_order(episodes: Iterable[Episode]) -> tuple[Episode, ...]:
    """The episodes of one return, each day once: of two rows for one day the fuller counts, whatever their order."""
    by_day: dict[date, Episode] = {}
    for episode in episodes:
        other = by_day.get(episode.began)
        by_day[episode.began] = episode if other is None else max(other, episode, key=lambda one: one.content)
    return tuple(by_day[began] for began in sorted(by_day))


def joined(tellings: Sequence[Telling]) -> tuple[Episode, ...]:
    """The episodes that hold: the newest telling's, and of each older one what no newer one tells otherwise."""
    newer: list[tuple[Telling, list[Span]]] = []
    for telling in sorted(tellings, key=lambda one: one.key, reverse=True):
        holds = [
            (episode, end)
            for episode, end in telling.spans()
            if not any(
                _left_out(episode, end, telling, other)
                or any(_told_otherwise((episode, end), its_own, telling, other) for its_own in its)
                for other, its in newer
            )
        ]
        newer.append((telling, holds))
    found = sorted((episode for _, its in newer for episode, _ in its), key=lambda episode: episode.began)
    places = {(one.began, one.content): one.place for t in tellings for one in t.episodes if one.place is not None}
    return tuple(replace(one, place=one.place or places.get((one.began, one.content))) for one in found)


def _share(one: Telling, other: Telling) -> bool:
    """Whether both tell an episode that begins on the same day."""
    return not {episode.began for episode in one.episodes}.isdisjoint(episode.began for episode in other.episodes)


def _same_return(old: Telling, newer: Telling) -> bool:
    """Handed in again: of the same year, or taken for it although it knows of less."""
    return year_end(old.last) == year_end(newer.last) or newer.until > year_end(newer.last)


def _told_otherwise(old_span: Span, new_span: Span, its: Telling, newer: Telling) -> bool:
    """Whether an older telling's episode cannot stand beside a newer one's.

    The same return speaks for every day of its episodes. Another year's return is not taken to leave out what it does
    not mention: beside it only the same start or move on another day gives way.
    """
    (old, old_end), (new, new_end) = old_span, new_span
    if new.began == old.began:
        return True
    again = _same_return(its, newer)
    starts = old.reason == new.reason == START
    alike = (old.legal_status in SHORT_BREAKS) == (new.legal_status in SHORT_BREAKS)
    only_the_day = old.codes == new.codes
    if new.began < old.began < new_end:
        return again or starts or alike
    if starts and old.began < new.began and old_end > its.until and _year_after(its, newer):
        return True  # what was open at the end of a year is in the next year's return, or it never was
    if not old.began < new.began <= old_end:
        return False
    if old_end == new.began:  # a start says that no care was running
        return again and new.reason == START and old.left_by == GOES_ON and _share(its, newer)
    return starts or only_the_day or (again and new.reason == START)


def _year_after(one: Telling, other: Telling) -> bool:
    return year_end(other.last) == year_end(year_end(one.last) + timedelta(days=1))


def _left_out(old: Episode, old_end: date, its: Telling, newer: Telling) -> bool:
    """Whether the same return, handed in again, leaves an episode out that it would have to hold.

    It is the same return when both are of one year, and share an episode of the child or contradict each other in one
    that runs past the beginning of another. It is sure to cover that year
    only when one of its episodes ended: the return of a next, quiet year looks the same but for that.
    """
    if newer.first is None or year_end(its.last) != year_end(newer.last):
        return False
    if any(episode.began == old.began for episode in newer.episodes):
        return False
    runs_past = any(old.began < episode.began < old_end for episode in newer.episodes)
    comes_before = old.began < newer.episodes[0].began and newer.episodes[0].reason != START
    if not runs_past and (comes_before or not _share(its, newer)):
        return False
    return old.began <= newer.last and old_end >= year_start(newer.first)


def kept_and_new(held: Sequence[Telling], new: Sequence[Telling]) -> tuple[Telling, ...]:
    """All tellings to keep. The same words again are not kept twice, unless they take back what came between."""
    turn = max((telling.turn for telling in held), default=0) + 1
    now = [replace(telling, turn=turn) for telling in new]
    unsaid = [telling for telling in now if not any(telling.says_as(other) for other in held)]
    if joined([*held, *now]) == joined(held):
        now = unsaid
    return (*(other for other in held if not any(other.says_as(telling) for telling in now)), *now)
