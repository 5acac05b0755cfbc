"""Sentences of planning meetings: why something cannot be done, what came of it, what the record is called."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cards.house_words import changed_meanwhile
from cards.meetings.meeting_words import day_and_time
from cards.parts import day
from permanence.codes import PLAN, in_words
from permanence.explain import counted, in_a_row, on_day

NO_SUCH_MEETING = 'There is no such meeting; say "meeting" and the child\'s reference to see where it stands.'
NOT_ARRANGED_YET = "The meeting is not arranged yet; arrange it first, then agree actions at it."
TO_COME_ALREADY = changed_meanwhile("a meeting is to come already.")
RECORD_IS_CLOSED = "This meeting was held, and its record is closed; the next one carries it forward."
STAYS_DUE = "What the procedure asks for stays due; the record so far is kept."

DAY_OF_THE_NEXT = "Choose the day of the next meeting as well as its time."
NEXT_AFTER_THIS = "The next meeting must be after this one."
NO_SHORTER_INTERVAL = "The procedure in force does not let a shorter interval be set."
WHY_SHORTER = "Write why a shorter interval is set."

NO_MINUTES_WAIT = "No minutes are waiting."
SAID_IN_THE_CHANNEL = "said in the channel"
RECORDED_OTHERWISE = "recorded otherwise the same day"

THE_PLAN = "Plan"
CONSIDERED = "What was considered, and why"
VIEWS = "Views"
DIFFERING_VIEWS = "Differing views"
RESOLUTION = "How they will be resolved"
OPTIONS = "Options for senior managers"


def arranged(on: date, at: str) -> str:
    """The meeting has a day, and a time where one is known."""
    return f"Arranged for {day_and_time(on, at)}."


def arranged_late(by: date, clause: str) -> str:
    """What is added when the day is after the one the procedure sets."""
    return f" That is late: it is due by {day(by)} ({clause})."


def called_off(reason: str, by: date | None, clause: str) -> str:
    """The meeting was called off, and by when the procedure asks for one still."""
    still = f" It stays due by {day(by)} ({clause})." if by else ""
    return f"Called off: {reason.rstrip('.')}.{still}"


def was_arranged(on: date | None, reason: str) -> str:
    """For which day it was arranged, if for one, and why it was called off."""
    why = reason.rstrip(".")
    return f"It was arranged for {on_day(on)}: {why}." if on else f"{why}."


def held(on: date) -> str:
    """The meeting was recorded as held."""
    return f"Recorded as held on {day(on)}."


def paper_due(what: str, by: date, clause: str) -> str:
    """What is added for minutes or an upload that is due because of the meeting."""
    return f" {what[:1].upper()}{what[1:]}: due by {day(by)} ({clause})."


def referral_asked(clause: str) -> str:
    """What is added when the procedure asks for a referral because of the meeting."""
    return f" A referral to the panel is asked for ({clause})."


def held_together(labels: Sequence[str]) -> str:
    """What is added when the meeting was about siblings too."""
    return f" Held together with {in_a_row(labels)}; agree the actions of each on its own card."


def interval_set(weeks: int) -> str:
    """What is added when the meeting set the interval to the next."""
    return f" The interval was set to {counted(weeks, 'week')}."


def next_arranged(on: date, at: str) -> str:
    """What is added when the next meeting has a day."""
    return f" The next one is arranged for {day_and_time(on, at)}."


def not_in_care(on: date) -> str:
    """A meeting cannot have been held about the child that day."""
    return f"The child was not in care on {on_day(on)}; check the date, or call the meeting off."


def meeting_sets_the_next(clause: str) -> str:
    """The procedure leaves the next day to the meeting, and none was chosen."""
    return f"Choose the day of the next meeting: each meeting sets it ({clause})."


def whole_weeks(most: int) -> str:
    """The interval is no number of weeks that can be set."""
    return f"The interval is a whole number of weeks, from 1 to {most}."


def minutes_issued(of: date | None) -> str:
    """The minutes are issued, of the meeting of a day where that is known."""
    return f"The minutes of the meeting of {day(of)} are issued." if of else "The minutes are issued."


def issued_today(label: str) -> str:
    """One set of minutes a day can be said to be issued for a child."""
    return f"Minutes for {label} were issued today already; say so of the next ones tomorrow."


def no_sibling_any_more(refs: Sequence[str], label: str) -> str:
    """Somebody chosen is not kept as a sibling now."""
    return f"{', '.join(refs)} is no longer kept as a sibling of {label}; choose again."


def sibling_not_in_care(label: str) -> str:
    """A sibling whom the meeting cannot have been about."""
    return f"{label} was not in care that day, so the meeting cannot be about that child too."


def sibling_refused(label: str, why: str) -> str:
    """Why the meeting cannot be recorded for one of the siblings."""
    return f"{label}: {why}"


def sibling_changed(label: str) -> str:
    """The meeting of a sibling was changed by somebody else meanwhile."""
    return f"The meeting of {label} changed while you were looking at it; save again."


def meeting_of(on: date) -> str:
    """Where a fact known from a meeting comes from."""
    return f"planning meeting of {on.isoformat()}"


def due_because(by: date, clause: str, because: str) -> str:
    """By when the meeting is due, and why."""
    return f"Due by {day(by)} ({clause}): {because}."


def chaired_by(whom: str) -> str:
    """Who chairs."""
    return f"Chaired by: {whom}."


def to_be_there(titles: Sequence[str]) -> str:
    """Who else has a seat."""
    return f"To be there: {', '.join(titles)}."


def plan(its: str, contingency: str, *, final: bool) -> str:
    """Adoption, final; contingency long-term fostering. Nothing when there is no plan."""
    if not its:
        return ""
    beside = f"; contingency {in_words(PLAN, contingency)}" if contingency else ""
    return f"{in_words(PLAN, its)}{', final' if final else ''}{beside}"


def seat(title: str, part: str) -> str:
    """Children's Guardian, views to be ascertained: a seat with what is asked of whoever has it."""
    match part:
        case "chair":
            return f"{title}, chair"
        case "views":
            return f"{title}, views to be ascertained"
        case "optional":
            return f"{title}, may attend"
        case _:
            return title


def with_clause(words: str, of: str) -> str:
    """Words with the clause that asks for them."""
    return f"{words} ({of})"
