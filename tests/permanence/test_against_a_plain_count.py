"""The engine against a second, plainer way of counting: two procedures worked out from the events one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings, strategies as st

from permanence.calendar import bank_holidays
from permanence.journey import Event, Journey
from permanence.policy import load
from permanence.timeline import timeline

quick = settings(max_examples=120)
ENTRY = st.dates(date(1995, 1, 1), date(2055, 1, 1))
Line = tuple[date, str, date | None]


def _in_order(line: Line) -> tuple[date, str, date]:
    return (line[0], line[1], line[2] or date.max)


def _plus_months(day: date, count: int) -> date:
    """Counted month by month; a day the last month does not have becomes its last one."""
    year, month = day.year, day.month
    for _ in range(count):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, min(last, day.day))
        except ValueError:
            continue
    raise AssertionError(day)


def _plus_working_days(day: date, count: int) -> date:
    while count:
        day += timedelta(days=1)
        if day.weekday() < 5 and day.toordinal() not in bank_holidays(day.year):
            count -= 1
    return day


def _standing(due: date, met: date | None, stop: date | None, as_of: date) -> str:
    if met is not None:
        return "met" if met <= due else "met_late"
    if stop is not None and stop <= as_of:
        return "ended"
    if as_of > due:
        return "overdue"
    return "due_soon" if as_of >= due - timedelta(days=14) else "upcoming"


@st.composite
def _stays(draw: st.DrawFn) -> tuple[Journey, date]:
    entry = draw(ENTRY)
    offsets = st.lists(st.integers(0, 300), max_size=6)
    events = [Event(entry, "entered_care", {"legal_status": "C2", "placement": "U6"})]
    events += [Event(entry + timedelta(days=n), "ppm_held") for n in draw(offsets)]
    events += [Event(entry + timedelta(days=n), "review_held") for n in draw(st.lists(st.integers(1, 200), max_size=3))]
    for n, ahead in draw(st.lists(st.tuples(st.integers(0, 150), st.integers(1, 120)), max_size=3)):
        on = entry + timedelta(days=n)
        events.append(Event(on, "review_booked", {"date": on + timedelta(days=ahead)}))
    if draw(st.booleans()):
        events.append(Event(entry + timedelta(days=draw(st.integers(1, 300))), "permanence_achieved", {"by": "sgo"}))
    if draw(st.booleans()):
        events.append(Event(entry + timedelta(days=draw(st.integers(1, 300))), "left_care"))
    as_of = entry + timedelta(days=draw(st.integers(0, 400)))
    return Journey("C-0001", date(2010, 1, 1), events=tuple(draw(st.permutations(events)))), as_of


def _days(journey: Journey, kind: str, as_of: date) -> list[date]:
    return sorted({event.on for event in journey.events if event.type == kind and event.on <= as_of})


def _first(days: list[date]) -> date | None:
    return days[0] if days else None


def _series(journey: Journey, as_of: date, days: int, from_entry: bool) -> list[Line]:
    """Anchors one after the other: each meeting held closes the one before and starts the next.

    A date that went by before the record begins is counted from the day it begins, unless the series ended since.
    """
    begins = journey.record_from or date.min
    (entry,) = _days(journey, "entered_care", as_of) or _days(journey, "legal_status_changed", as_of)
    held = _days(journey, "ppm_held", as_of)
    stops = [
        day for day in (_first(_days(journey, kind, as_of)) for kind in ("permanence_achieved", "left_care")) if day
    ]
    stop = min(stops) if stops else None
    lines: list[Line] = []
    for anchor in sorted({*held, entry} if from_entry else set(held)):
        if stop is not None and anchor >= stop:
            continue
        later = [day for day in held if day > anchor and (stop is None or day <= stop)]
        due, met = anchor + timedelta(days=days), _first(later)
        ended = met is None and stop is not None and stop <= as_of
        if due < begins and not ended and (met is None or met > due):
            due = begins + timedelta(days=days)
        lines.append((due, _standing(due, met, stop, as_of), met))
    return sorted(lines, key=_in_order)


def _found(policy: str, clause: str, journey: Journey, as_of: date) -> list[Line]:
    return sorted(
        (
            (item.due or date.max, item.standing, item.met_on)
            for item in timeline(load(policy), journey, as_of).obligations
            if item.clause == clause
        ),
        key=_in_order,
    )


@quick
@given(_stays())
def test_dudleys_six_weeks(stay: tuple[Journey, date]) -> None:
    journey, as_of = stay
    assert _found("dudley-2021", "DUD-1", journey, as_of) == _series(journey, as_of, 42, from_entry=True)


@quick
@given(_stays())
def test_the_guidances_ten_weeks(stay: tuple[Journey, date]) -> None:
    journey, as_of = stay
    assert _found("permanence-guidance-2024", "PG-3", journey, as_of) == _series(journey, as_of, 70, from_entry=False)


@st.composite
def _begun_before(draw: st.DrawFn) -> tuple[Journey, date]:
    """A stay whose record begins on a day of it or before, and of half of them nobody knows when care began."""
    journey, as_of = draw(_stays())
    (entry,) = _days(journey, "entered_care", as_of)
    if draw(st.booleans()):
        seen = Event(entry, "legal_status_changed", {"legal_status": "C2"})
        others = tuple(event for event in journey.events if event.type != "entered_care")
        journey = replace(journey, events=(*others, seen))
    begins = entry + timedelta(days=draw(st.integers(-30, (as_of - entry).days)))
    return replace(journey, record_from=draw(st.sampled_from([begins, None]))), as_of


@quick
@given(_begun_before())
def test_dudleys_six_weeks_where_the_record_begins_later_or_the_start_is_not_on_record(
    stay: tuple[Journey, date],
) -> None:
    journey, as_of = stay
    assert _found("dudley-2021", "DUD-1", journey, as_of) == _series(journey, as_of, 42, from_entry=True)


@quick
@given(_begun_before())
def test_the_guidances_ten_weeks_where_the_record_begins_later_or_the_start_is_not_on_record(
    stay: tuple[Journey, date],
) -> None:
    journey, as_of = stay
    assert _found("permanence-guidance-2024", "PG-3", journey, as_of) == _series(journey, as_of, 70, from_entry=False)


def _second_review(journey: Journey, known: date) -> date:
    """As held, as booked once the first is held, else the latest lawful day, with what is known on a day."""
    (entry,) = _days(journey, "entered_care", known)
    held = _days(journey, "review_held", known)
    if len(held) >= 2:
        return held[1]
    if not held:
        return _plus_months(_plus_working_days(entry, 20), 3)
    booked = sorted(
        (event.on, str(event.fields["date"]))
        for event in journey.events
        if event.type == "review_booked" and held[0] <= event.on <= known and str(event.fields["date"]) > str(held[0])
    )
    return date.fromisoformat(booked[-1][1]) if booked else _plus_months(held[0], 3)


@quick
@given(_stays())
def test_the_guidances_first_meeting_before_the_second_review(stay: tuple[Journey, date]) -> None:
    journey, as_of = stay
    (entry,) = _days(journey, "entered_care", as_of)
    stops = [
        day for day in (_first(_days(journey, kind, as_of)) for kind in ("permanence_achieved", "left_care")) if day
    ]
    stop = min(stops) if stops else None
    met = _first([day for day in _days(journey, "ppm_held", as_of) if stop is None or day <= stop])
    known = met or min(stop or as_of, as_of)
    due = min(entry + timedelta(days=70), _second_review(journey, known) - timedelta(days=1))
    expected = [(due, _standing(due, met, stop, as_of), met)]
    assert _found("permanence-guidance-2024", "PG-2", journey, as_of) == expected


@quick
@given(_stays())
def test_the_guidances_upload_closes_nothing_twice(stay: tuple[Journey, date]) -> None:
    journey, as_of = stay
    held = _days(journey, "ppm_held", as_of)
    left = _first(_days(journey, "left_care", as_of))
    uploads = [day + timedelta(days=2) for day in held[:2] if day + timedelta(days=2) <= as_of]
    journey = Journey(
        journey.child,
        journey.date_of_birth,
        events=(*journey.events, *(Event(day, "record_uploaded") for day in uploads)),
    )
    owed = [day for day in held if left is None or day <= left]
    found = _found("permanence-guidance-2024", "PG-9", journey, as_of)
    assert len(found) == len(owed)
    assert sum(met is not None for _due, _standing, met in found) == min(len(owed), len(uploads))
    assert [due for due, _standing, _met in found] == sorted(_plus_working_days(day, 3) for day in owed)
