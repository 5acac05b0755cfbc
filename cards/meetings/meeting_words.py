"""A planning meeting as its cards say it: what is due, how it stands, who is to be there, what is still to be done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from cards.children.duty_words import reason, stands
from cards.parts import day, plain
from permanence.explain import counted


@dataclass(frozen=True, slots=True)
class Duty:
    """A date the procedure sets: a meeting to hold, minutes to issue, a record to upload."""

    what: str
    clause: str
    due: date | None
    standing: str
    because: str = ""
    met_on: date | None = None
    key: str = ""  # the kind of duty as the procedure names it


@dataclass(frozen=True, slots=True)
class MeetingState:
    """A child's planning meeting. `state` is that of the meeting or none; `meeting` is 0 when there is none."""

    child: str
    label: str  # reference and initials
    kind: str
    title: str
    as_of: date
    state: str = "none"
    meeting: int = 0
    version: int = 0
    on: date | None = None
    time: str = ""
    asked_by: str = ""
    reason: str = ""
    chair: str = ""
    invited: tuple[str, ...] = ()
    due: tuple[Duty, ...] = ()
    attended: tuple[str, ...] = ()
    views: tuple[str, ...] = ()
    absent_because: str = ""
    to_get: tuple[str, ...] = ()  # whose views the procedure asks for and nobody has yet
    notified: tuple[str, ...] = ()  # who is told of it without a seat
    minutes_to: tuple[str, ...] = ()  # who is sent the minutes beside those who attended
    agreed: int = 0  # actions agreed at this meeting
    open: int = 0  # actions of the child still to be done
    papers: tuple[Duty, ...] = ()
    next_on: date | None = None
    next_time: str = ""
    called_off: str = ""  # for which day it was arranged, and why it was called off
    not_held: str = ""  # that it was recorded as held by mistake, and why, while that is the last said of it
    lacks: tuple[str, ...] = ()  # what the plan lacks, each with its clause
    updated_on: date | None = None

    @property
    def to_come(self) -> bool:
        return self.state in ("requested", "scheduled")

    @property
    def may_hold(self) -> bool:
        return self.state == "scheduled" and self.on is not None and self.on <= self.as_of

    def waits(self, key: str) -> bool:
        """Whether minutes, or an upload, of this meeting are still to be made."""
        return any(paper.met_on is None and paper.standing != "ended" for paper in self.papers if paper.key == key)


def how_it_stands(view: MeetingState) -> str:
    """Arranged for Thu 12 March 2026, 14:00."""
    match view.state:
        case _ if view.not_held and view.state != "held":
            return f"{plain(view.not_held)} {how_it_stands(replace(view, not_held=''))}"
        case "called_off":
            return f"Called off. {plain(view.called_off)}"
        case "requested" if view.called_off:
            return f"Called off. {plain(view.called_off)} There is no new day yet."
        case "requested":
            return f"Asked for by {plain(view.asked_by)}; no day yet."
        case "scheduled" if view.on:
            return f"Arranged for {day_and_time(view.on, view.time)}."
        case "held" if view.on:
            return f"Held on {day(view.on)}."
        case _:
            return "No meeting is arranged."


def day_and_time(on: date, at: str) -> str:
    """Thu 12 March 2026, 14:00; the day alone where no time is known."""
    return f"{day(on)}, {at}" if at else day(on)


def due_in_words(duty: Duty) -> str:
    """Permanence planning meeting. Due ..., 6 weeks after entering care: PT-1.1."""
    what = plain(duty.what[:1].upper() + duty.what[1:])
    because = f" {plain(reason(duty.because))}" if duty.because else ""
    return f"{what}. {stands(duty.standing, duty.due, duty.met_on)}.{because} ({duty.clause})."


def who_is_there(view: MeetingState) -> list[str]:
    """Chair and seats while it is to come; who attended and whose views are ascertained once it was held."""
    if view.to_come:
        chair = [f"Chaired by: {plain(view.chair)}."] if view.chair else []
        there = [f"To be there: {plain('; '.join(view.invited))}."] if view.invited else []
        told = [f"To be notified: {plain('; '.join(view.notified))}."] if view.notified else []
        return [*chair, *there, *told, *_to_get(view), *_minutes_to(view)]
    if view.state != "held":
        return []
    said = [f"Attended: {plain(', '.join(view.attended))}."]
    said.append(f"Views ascertained: {plain(', '.join(view.views)) or 'no other views recorded'}.")
    absent = [f"Not included, because: {plain(view.absent_because)}"] if view.absent_because else []
    return [*said, *absent, *_to_get(view), *_minutes_to(view)]


def _to_get(view: MeetingState) -> list[str]:
    return [f"Views still to be ascertained: {plain('; '.join(view.to_get))}."] if view.to_get else []


def _minutes_to(view: MeetingState) -> list[str]:
    return [f"Minutes go to those who attend and to: {plain('; '.join(view.minutes_to))}."] if view.minutes_to else []


def incomplete(view: MeetingState) -> list[str]:
    """The plan is incomplete; it lacks a contingency or parallel plan (PG-A3)."""
    return [f"The plan is incomplete. It lacks: {plain('; '.join(view.lacks))}."] if view.lacks else []


def actions_agreed(view: MeetingState) -> str:
    """2 actions agreed here; 5 open for the child."""
    agreed = f"{_actions(view.agreed)} agreed at this meeting; " if view.agreed else ""
    return f"{agreed}{_actions(view.open)} open for the child."


def agreed_here(view: MeetingState) -> list[str]:
    """2 actions agreed at this meeting: what of its actions stays as it is, whatever becomes of them."""
    return [f"{_actions(view.agreed)} agreed at this meeting."] if view.agreed else []


def _actions(count: int) -> str:
    return counted(count, "action")
