"""Reads the tables of SSDA903 returns, any number of them in any order, into one history a child and row problems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from records.files.mapping import ExtractMapping
from records.files.problems import RowProblem
from records.files.reading import RowReading
from records.lists.row_child import refused_by_reference
from records.returns.episodes import REASONS, REASONS_SAID, Episode, Place
from records.returns.return_tables import ADOPTED, EPISODES, HEADER, PLACED, REVIEWS, UASC, ReturnTable
from records.returns.tellings import Telling, in_order, year_end


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of a child other than an episode, and where it stands. `name` is what it is the date of."""

    name: str
    on: date
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class ChildHistory:
    """What the returns at hand tell of one child; `line` is the first row of theirs."""

    child: str
    line: int
    tellings: tuple[Telling, ...] = ()  # one for each year of the returns
    dates: tuple[Dated, ...] = ()  # reviews and steps of adoption
    date_of_birth: date | None = None
    unaccompanied: bool = False


@dataclass(frozen=True, slots=True)
class Returns:
    """The histories of several files. `reach` is the last day an episode began: later entries are none of theirs."""

    histories: tuple[ChildHistory, ...]
    problems: tuple[RowProblem, ...]
    listed: frozenset[str]  # every child with a row in Episodes, refused ones included
    reach: date | None
    taken: Mapping[str, int]  # what stands for no date -> in how many rows


@dataclass(slots=True)
class _Gathered:
    episodes: dict[date, list[Episode]] = field(default_factory=dict)  # by the end of the return's year
    dates: list[Dated] = field(default_factory=list)
    born: dict[date, Place] = field(default_factory=dict)
    unaccompanied: bool = False
    line: int = 0


def read_returns(tables: Sequence[ReturnTable], mapping: ExtractMapping) -> Returns:
    children: dict[str, _Gathered] = {}
    problems: list[RowProblem] = []
    listed: set[str] = set()
    years: dict[date, list[_Extent]] = {}
    rows: dict[date, list[tuple[str, Episode]]] = {}
    taken: Counter[str] = Counter()
    for each in sorted(tables, key=lambda one: one.name != HEADER):
        if each.name == EPISODES:
            listed |= {row.text("child") for row in each.table.rows} - {""}
        if each.used:
            problems += _read_table(each, mapping, children, years, rows, taken)
    problems += [problem for its in rows.values() for problem in _told_twice(its)]
    extents = {year: _Extent(min(e.first for e in its), max(e.last for e in its)) for year, its in years.items()}
    histories = [_history(child, found, extents, problems) for child, found in children.items()]
    begun = (episode.began for found in children.values() for its in found.episodes.values() for episode in its)
    reach = max(begun, default=None)
    histories.sort(key=lambda history: (history.line, history.child))
    return Returns(tuple(histories), tuple(problems), frozenset(listed), reach, taken)


def _read_table(
    each: ReturnTable,
    mapping: ExtractMapping,
    children: dict[str, _Gathered],
    years: dict[date, list[_Extent]],
    rows: dict[date, list[tuple[str, Episode]]],
    taken: Counter[str],
) -> list[RowProblem]:
    table = replace(each.table, sheet=each.file)
    months = RowReading.columns_with_month_first(table)
    problems: list[RowProblem] = []
    told: list[tuple[str, Episode]] = []
    for row in table.rows:
        reading = RowReading(table, row, mapping, each.book.epoch, months, each.book.formulas)
        place = Place(row.line, each.file, table.headings)
        if not refused_by_reference(reading, {}):
            found = children.setdefault(row.text("child"), _Gathered(line=row.line))
            _read_row(each.name, reading, found, place, told)
        problems += reading.problems
        taken.update(reading.taken)
    if told:
        extent = _extent([episode for _, episode in told])
        year = year_end(extent.last)
        years.setdefault(year, []).append(extent)
        rows.setdefault(year, []).extend(told)
        for child, episode in told:
            children[child].episodes.setdefault(year, []).append(episode)
    return problems


@dataclass(frozen=True, slots=True)
class _Extent:
    """The first day an episode of a return ended, the latest day there is when none did, and its last day of all."""

    first: date
    last: date


def _extent(episodes: Sequence[Episode]) -> _Extent:
    """Of a hundred dates one may be mistyped: a return of a year is not taken for another year's for it."""
    ends = sorted(episode.ended for episode in episodes if episode.ended is not None)
    days = sorted([*ends, *(episode.began for episode in episodes)])
    return _Extent(ends[len(ends) // 100] if ends else date.max, days[-1 - len(days) // 100])


def _read_row(name: str, reading: RowReading, found: _Gathered, place: Place, told: list[tuple[str, Episode]]) -> None:
    if "date_of_birth" in reading.table.columns:
        born = reading.dated("date_of_birth")
        if born is not None:
            found.born.setdefault(born, place)
    if name == EPISODES:
        episode = _episode(reading, place)
        if episode is not None:
            told.append((reading.row.text("child"), episode))
    elif name == REVIEWS:
        _date(reading, found, place, "reviewed", "review")
    elif name == ADOPTED:
        _date(reading, found, place, "decided", "best_interest")
        _date(reading, found, place, "matched", "matched")
    elif name == PLACED:
        _date(reading, found, place, "decided", "decided")  # DATE_PLACED is the decision, not the placement
        _date(reading, found, place, "reversed", "reversed")
    elif name == UASC:
        found.unaccompanied = True


def _date(reading: RowReading, found: _Gathered, place: Place, column: str, name: str) -> None:
    on = reading.dated(column)
    if on is not None:
        found.dates.append(Dated(name, on, place))


def _episode(reading: RowReading, place: Place) -> Episode | None:
    """None when the day it began or its legal status is not understood: then nothing of the row is used."""
    began = reading.key_date("began")
    status = reading.word("legal_status", "legal_status", key=True)
    placement = reading.word("placement", "placement")
    if not placement and "placement" not in reading.omitted:
        reading.omit("placement", "is empty: fill in the placement")
    ended = reading.dated("ended")
    reason = reading.row.text("reason").upper()
    if reason not in REASONS:
        reading.problem("reason", f"is not one of {REASONS_SAID}: correct it; the codes beside it are used")
        reason = ""
    if began is not None and ended is not None and ended < began:
        reading.problem("ended", "is before the episode began: correct one of the two dates; this date was left out")
        ended = None
    left_by = reading.word("left_by", "reason_ceased")
    if began is None or not status:
        return None
    return Episode(began, reason, status, placement, ended, left_by, place)


def _told_twice(told: Iterable[tuple[str, Episode]]) -> Iterable[RowProblem]:
    """Two rows of one year for one child and day that do not say the same; an end may be known in one file alone."""
    first: dict[tuple[str, date], Episode] = {}
    for child, episode in told:
        other = first.setdefault((child, episode.began), episode)
        if episode.place is None or other.place is None:
            continue
        one_file = other.place.file == episode.place.file
        if (one_file and other.content != episode.content) or other.codes != episode.codes:
            counts = in_order((other, episode))[0].place or other.place
            where = "" if one_file else f" of {other.place.file}"
            yield episode.place.problem(
                child, "began", f"{episode.began:%d/%m/%Y}",
                f"is also on line {other.place.line}{where} with other codes or dates: keep the right row; until then "
                f"line {counts.line}{'' if one_file else f' of {counts.file}'} counts",
            )  # fmt: skip


def _history(child: str, found: _Gathered, extents: Mapping[date, _Extent], problems: list[RowProblem]) -> ChildHistory:
    tellings = tuple(
        Telling(extents[year].last, in_order(its), None if extents[year].first == date.max else extents[year].first)
        for year, its in sorted(found.episodes.items())
    )
    episodes = in_order(episode for telling in tellings for episode in telling.episodes)
    born, place = next(iter(found.born.items()), (None, None))
    if len(found.born) > 1 and place is not None:
        days = " and ".join(f"{one:%d/%m/%Y}" for one in sorted(found.born))
        problems.append(
            place.problem(child, "date_of_birth", "", f"is given as {days}: correct the wrong one; it was left out")
        )
        born = None
    if born is not None and episodes and born > episodes[0].began and place is not None:
        problems.append(
            place.problem(
                child, "date_of_birth", f"{born:%d/%m/%Y}",
                f"is after an episode that began on {episodes[0].began:%d/%m/%Y}: correct one of the two dates; the "
                "date of birth was left out",
            )
        )  # fmt: skip
        born = None
    first = episodes[0].place if episodes else None
    dates = tuple(sorted(set(found.dates), key=lambda one: (one.on, one.name)))
    return ChildHistory(child, first.line if first else found.line, tellings, dates, born, found.unaccompanied)
