"""Make the running record of a child's planning meeting as a document: how it stands, what was said, who does what."""

from __future__ import annotations

from cards.meetings.meeting_words import Duty, MeetingState, due_in_words, how_it_stands
from cards.parts import day
from cards.steps.steps import RecordedLine
from permanence.action import PanelAction
from permanence.refusals import NotFound
from records.documents.minutes import Listed, Minutes, Passage
from storage import actions, people
from usecases.documents.make_minutes import ACTION_HEADINGS, ACTION_WIDTHS, NAMED, Filed, action_row, cited, file_name
from usecases.house import House
from usecases.meetings.show_meeting import MeetingAsked, goes_with, open_meeting
from usecases.steps.child_steps import recorded


async def make_meeting_record(house: House, asked: MeetingAsked) -> Filed:
    """The meeting to come with what is carried forward, or else the last one held; NotFound where there is none."""
    view = await open_meeting(house, asked)
    state, policy = view.state, house.policy
    if not state.meeting:
        raise NotFound(f"No planning meeting of {state.label} is asked for, arranged or held yet.")
    async with house.store.read() as work:
        names = await people.names(work)
        done = await recorded(work, policy, state.child)
        its = [action for action in await actions.of_child(work, state.child) if goes_with(action, state.meeting)]
    named = _named(house, state)
    passages = [
        Passage(_heading(state), said=view.record or (("", "Nothing is recorded yet."),)),
        Passage("Actions", said=_no_actions(its), listed=_actions(its, names)),
        *([Passage("Approvals and other steps recorded", said=_recorded(done))] if done else []),
        Passage("What is due", said=_due((*state.due, *view.waiting)) or (("", "Nothing is due."),)),
    ]
    facts = _facts(house, state)
    said = " ".join(f"{name} {words}" for name, words in (*facts, *(pair for part in passages for pair in part.said)))
    return Filed(
        stem=f"{state.on or asked.today:%Y-%m-%d}-{state.kind}-{file_name(state.label)}",
        minutes=Minutes(
            title=f"{state.title}: {state.label}, {day(state.on) if state.on else 'not arranged yet'}",
            on=state.on or asked.today,
            facts=facts,
            passages=tuple(passages),
            cited=cited(policy, [clause for clause in policy.clauses if f"({clause})" in said]),
            named=named,
        ),
    )


def _heading(state: MeetingState) -> str:
    return "Record of the meeting" if not state.to_come else "Running record, carried forward to this meeting"


def _recorded(done: list[RecordedLine]) -> tuple[tuple[str, str], ...]:
    """The first recorded first, each with whose word it was."""
    return tuple((_title(one), f"{day(one.on)}, recorded by {one.by}. {one.note}".strip()) for one in reversed(done))


def _title(one: RecordedLine) -> str:
    return f"{one.name[:1].upper()}{one.name[1:]}{f' ({one.clause})' if one.clause else ''}"


def _facts(house: House, state: MeetingState) -> tuple[tuple[str, str], ...]:
    facts = [
        ("Child", state.label),
        ("State", how_it_stands(state)),
        ("Why it was asked for", state.reason),
        ("Chair", state.chair),
        ("Attended", ", ".join(state.attended)),
        ("To be there", "" if state.attended else "; ".join(state.invited)),
        ("Views ascertained of", ", ".join(state.views)),
        ("Views still to be ascertained", "; ".join(state.to_get)),
        ("To be notified", "; ".join(state.notified)),
        ("Minutes go to", "; ".join(["those who attended", *state.minutes_to]) if state.minutes_to else ""),
        ("Not there", state.absent_because),
        ("Record updated", day(state.updated_on) if state.updated_on else ""),
        ("Next meeting", day(state.next_on) if state.next_on else ""),
        ("Procedure", f"{house.policy.title}, {house.policy.version}"),
    ]
    return tuple((name, said) for name, said in facts if said)


def _named(house: House, state: MeetingState) -> dict[str, str]:
    named = {
        "panel": state.title,
        "date": day(state.on) if state.on else "not arranged yet",
        "time": state.time,
        "attended": ", ".join(state.attended) or "not recorded",
        "apologies": state.absent_because or "none",
        "procedure": f"{house.policy.title}, {house.policy.version}",
        "record_system": house.policy.record_system,
        "child": state.label,
    }
    assert tuple(named) == NAMED, "docs/minutes.md lists them"
    return named


def _due(duties: tuple[Duty, ...]) -> tuple[tuple[str, str], ...]:
    return tuple(("", due_in_words(duty)) for duty in duties)


def _no_actions(its: list[PanelAction]) -> tuple[tuple[str, str], ...]:
    return () if its else (("", "None is open."),)


def _actions(its: list[PanelAction], names: dict[str, str]) -> Listed | None:
    rows = tuple(action_row(action, names) for action in its)
    return Listed(ACTION_HEADINGS, rows, ACTION_WIDTHS) if rows else None
