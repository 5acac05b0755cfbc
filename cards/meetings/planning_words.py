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

NOT_HELD = "This meeting is not recorded as held, so there is nothing to take back."
SHOW_THE_MEETING = "Show the meeting"
CHANGE_NOT_KNOWN = "This change is no longer known; open the meeting to see how it stands."
NO_MINUTES_WAIT = "No minutes are waiting."
SAID_IN_THE_CHANNEL = "said in the channel"  # the sources of minutes and uploads; stored, so they stay
CONFIRMED_HERE = "confirmed in the channel"
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


def paper_made(what: str, on: date) -> str:
    """Minutes issued, or an upload made, on a day."""
    return f"{what[:1].upper()}{what[1:]}: {day(on)}."


def was_held(title: str, on: date, by: str) -> str:
    """A meeting recorded as held, and by whom."""
    return f"{title}: recorded as held on {day(on)}{f' by {by}' if by else ''}."


def not_held_after_all(on: date, reason: str) -> str:
    """That a meeting was recorded as held by mistake, and why."""
    return f"It was recorded as held on {on_day(on)} by mistake: {reason.rstrip('.')}."


def meeting_taken_back(due: date | None, clause: str) -> str:
    """The meeting is no longer held, and by when the procedure asks for one."""
    again = f" It is due again by {day(due)} ({clause})." if due else ""
    return f"Taken back: it is not recorded as held any more.{again}"


def taking_back(actions: int, following: date | None, together: Sequence[str], *, referral: bool) -> tuple[str, ...]:
    """What follows of taking a meeting back, said before it is done."""
    said = ["What it wrote into the child's record is withdrawn, and what it closed is due again."]
    if following:
        said.append(f"The next one, arranged with it for {on_day(following)}, is called off.")
    if actions:
        said.append(f"{counted(actions, 'action')} agreed at it {'stays' if actions == 1 else 'stay'} as agreed.")
    if referral:
        said.append("The referral it asked for stays open; withdraw it if it is not wanted.")
    if together:
        said.append(f"It was recorded for {in_a_row(together)} too; take it back there as well.")
    return tuple(said)


def with_child(title: str, label: str) -> str:
    """A meeting, and whose it is."""
    return f"{title}, {label}"


def held_later(on: date) -> str:
    """Why a meeting cannot be taken back: one after it was held."""
    return f"A later meeting was held on {on_day(on)}; take that one back first."


def papers_stand(what: str) -> str:
    """Why a meeting cannot be taken back: its papers are made."""
    return f"First take back what was recorded after it: {what}."


def another_to_come(on: date | None) -> str:
    """Why a meeting cannot be taken back: another is to come, and a child has one at a time."""
    when = f" for {on_day(on)}" if on else ""
    return f"Another meeting is to come{when} and was changed since; call that one off first."


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
