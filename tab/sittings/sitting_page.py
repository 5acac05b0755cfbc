"""One sitting in the words of its page: facts, slots, answers, reserve, what was recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cards.invitations.unanswered import UnansweredLine
from cards.parts import day, moment, span, time_of
from cards.recording.record import attendance_in_words
from cards.recording.summary import SummaryView
from cards.sittings.agenda import AgendaView
from cards.sittings.backlog_chart import how_long
from cards.sittings.sitting import STATES, AnswerLine
from cards.sittings.sitting_head import ACTION_REVIEW
from permanence.explain import counted
from permanence.panel.sitting import PUBLISHED
from tab.sittings.list_words import NOT_RECORDED, STANDS
from usecases.recording.look_at_sitting import DraftRow, InvitedRow, SittingLook, SlotRow

FREE = "free"
ALL_READY = "ready"


@dataclass(frozen=True, slots=True)
class Named:
    """A child or whoever else is named, with the way to the child where there is one."""

    words: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Cells:
    """A row: the time, who it is about, and the rest in order."""

    time: str
    who: Named
    rest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Invited:
    """A manager invited; with a number they may be reminded."""

    manager: str
    answer: str
    said: str
    invitation: int = 0


class Names:
    """Labels of children as links, for those the viewer may open; `addresses` are by label."""

    def __init__(self, addresses: dict[str, str]) -> None:
        self._addresses = addresses

    def of(self, label: str) -> Named:
        return Named(label, self._addresses.get(label, ""))


def title(look: SittingLook) -> str:
    """Permanence panel: Thu 12 March 2026, 14:00 to 17:00."""
    return f"{look.head.panel}: {look.head.when}"


def facts(look: SittingLook, today: date) -> list[tuple[str, str]]:
    """What the sitting is and how it stands."""
    kind = ACTION_REVIEW if look.head.action_review else "review of children"
    stands = NOT_RECORDED if look.its.state == PUBLISHED and look.its.on < today else STANDS[look.its.state]
    known = [
        ("Kind", f"{kind[:1].upper()}{kind[1:]} ({look.head.clause})"),
        ("Theme", look.head.theme),
        ("How it stands", stands),
    ]
    if look.draft:
        known.append(("Slots", f"{len(look.draft.lines)} of {look.draft.capacity} used"))
        known += [("No sitting", f"{day(on)}: {why}") for on, why in look.draft.skipped]
    if look.slots:
        free = sum(one.slot.is_free for one in look.slots)
        known.append(("Slots", f"{len(look.slots)}, {counted(free, 'free slot') if free else 'none free'}"))
    if look.invited and look.answer_by:
        known.append(("Answers due by", day(look.answer_by)))
    return [(name, said) for name, said in known if said]


def slot_row(row: SlotRow, names: Names) -> Cells:
    """Time, child, manager, answer, readiness."""
    slot = row.slot
    time = span(slot.starts_at, slot.ends_at)
    if slot.is_free:
        return Cells(time, Named(FREE), ("", "", ""))
    return Cells(time, names.of(slot.label), (slot.manager, _answer(row.answer), _ready(slot.missing)))


def draft_row(row: DraftRow, names: Names) -> Cells:
    """Time, child, manager, due, reason."""
    line = row.line
    put_off = f"; carried over, put off {counted(line.put_off, 'time')}" if line.put_off else ""
    theme = "; falls under the theme" if line.on_theme else ""
    kin = f"; with sibling {' and '.join(line.siblings)}" if line.siblings else ""
    why = f"{line.because} ({line.clause}){put_off}{theme}{kin}"
    return Cells(time_of(row.starts_at), names.of(line.label), (line.manager, day(line.due) if line.due else "", why))


def behind(view: AgendaView) -> list[str]:
    """Who is behind a draft: how many wait and for how long, and by when others are to be referred."""
    if not view.reserve:
        waiting = ["Nobody else is due by then."]
    else:
        are = "is" if len(view.reserve) == 1 else "are"
        waiting = [f"{len(view.reserve)} more {are} due by then and not on it."]
    long = [how_long(view.backlog)] if view.backlog else []
    referred = [f"To be referred first: {', '.join(view.unreferred)}."] if view.unreferred else []
    by = [f"The last day to refer to this sitting: {day(view.refer_by)}."] if view.refer_by else []
    return [*waiting, *long, *referred, *by]


def attended(summary: SummaryView) -> str:
    """Who was there, in words."""
    return attendance_in_words(summary.present)


def count(summary: SummaryView) -> str:
    """What came of it, counted."""
    agreed = sum(len(line.actions) for line in summary.heard)
    heard = [f"{counted(len(summary.heard), 'child', 'children')} heard", f"{counted(agreed, 'action')} agreed"]
    reviewed = [f"{counted(len(summary.reviewed), 'manager')} reviewed"]
    said = reviewed if summary.kind == "action_review" else heard
    return ", ".join([*said, f"{len(summary.deferred)} not heard"])


def invited_row(row: InvitedRow) -> Invited:
    """Who, what they answered, when and by whom; how often they were reminded."""
    line = row.waiting
    said = _reminded(line) if line else _when(row.answer)
    return Invited(row.answer.manager, _answer(row.answer.state), said, line.invitation if line else 0)


def _answer(state: str) -> str:
    return STATES[state][0] if state else ""


def _when(answer: AnswerLine) -> str:
    if answer.at is None:
        return ""
    return f"{moment(answer.at)}{f', by {answer.by}' if answer.by else ''}"


def _reminded(line: UnansweredLine) -> str:
    if line.last is None:
        return "Not reminded yet"
    what = "Invitation sent again" if line.last.again else "Reminded"
    often = f"; {counted(line.times, 'reminder')} so far" if line.times > 1 else ""
    return f"{what} on {moment(line.last.at)} by {line.last.by}{often}"


def _ready(missing: int | None) -> str:
    if missing is None:
        return ""
    return f"{missing} still to prepare" if missing else ALL_READY
