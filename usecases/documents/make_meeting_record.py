"""Make the running record of a child's planning meeting as a document: how it stands, what was said, who does what."""

from __future__ import annotations

from cards.documents import minutes_words, running_words
from cards.meetings.meeting_words import Duty, MeetingState, due_in_words, how_it_stands
from cards.parts import day
from cards.steps.steps import RecordedLine
from permanence.action import PanelAction
from permanence.refusals import NotFound
from records.documents.minutes import Listed, Minutes, Passage
from storage import actions, people
from usecases.documents.make_minutes import ACTION_WIDTHS, NAMED, Filed, action_row, cited, file_name
from usecases.house import House
from usecases.meetings.show_meeting import MeetingAsked, goes_with, open_meeting
from usecases.steps.child_steps import recorded


async def make_meeting_record(house: House, asked: MeetingAsked) -> Filed:
    """The meeting to come with what is carried forward, or else the last one held; NotFound where there is none."""
    view = await open_meeting(house, asked)
    state, policy = view.state, house.policy
    if not state.meeting:
        raise NotFound(running_words.no_meeting(state.label))
    async with house.store.read() as work:
        names = await people.names(work)
        done = await recorded(work, policy, state.child)
        its = [action for action in await actions.of_child(work, state.child) if goes_with(action, state.meeting)]
    named = _named(house, state)
    passages = [
        Passage(_heading(state), said=view.record or (("", running_words.NOTHING_RECORDED),)),
        Passage(running_words.ACTIONS, said=_no_actions(its), listed=_actions(its, names)),
        *([Passage(running_words.STEPS_RECORDED, said=_recorded(done))] if done else []),
        Passage(
            running_words.WHAT_IS_DUE, said=_due((*state.due, *view.waiting)) or (("", running_words.NOTHING_DUE),)
        ),
    ]
    facts = _facts(house, state)
    said = " ".join(f"{name} {words}" for name, words in (*facts, *(pair for part in passages for pair in part.said)))
    return Filed(
        stem=f"{state.on or asked.today:%Y-%m-%d}-{state.kind}-{file_name(state.label)}",
        minutes=Minutes(
            title=running_words.title(state.title, state.label, state.on),
            on=state.on or asked.today,
            facts=facts,
            passages=tuple(passages),
            cited=cited(policy, [clause for clause in policy.clauses if f"({clause})" in said]),
            named=named,
        ),
    )


def _heading(state: MeetingState) -> str:
    return running_words.CARRIED_FORWARD if state.to_come else running_words.RECORD_OF_THE_MEETING


def _recorded(done: list[RecordedLine]) -> tuple[tuple[str, str], ...]:
    """The first recorded first, each with whose word it was."""
    return tuple(
        (running_words.step(one.name, one.clause), running_words.recorded_by(one.on, one.by, one.note))
        for one in reversed(done)
    )


def _facts(house: House, state: MeetingState) -> tuple[tuple[str, str], ...]:
    facts = [
        (running_words.CHILD, state.label),
        (running_words.STATE, how_it_stands(state)),
        (running_words.WHY_ASKED_FOR, state.reason),
        (running_words.CHAIR, state.chair),
        (running_words.ATTENDED, ", ".join(state.attended)),
        (running_words.TO_BE_THERE, "" if state.attended else "; ".join(state.invited)),
        (running_words.VIEWS_OF, ", ".join(state.views)),
        (running_words.VIEWS_TO_GET, "; ".join(state.to_get)),
        (running_words.TO_BE_NOTIFIED, "; ".join(state.notified)),
        (running_words.MINUTES_GO_TO, running_words.minutes_to(state.minutes_to)),
        (running_words.NOT_THERE, state.absent_because),
        (running_words.RECORD_UPDATED, day(state.updated_on) if state.updated_on else ""),
        (running_words.NEXT_MEETING, day(state.next_on) if state.next_on else ""),
        (running_words.PROCEDURE, minutes_words.procedure(house.policy.title, house.policy.version)),
    ]
    return tuple((name, said) for name, said in facts if said)


def _named(house: House, state: MeetingState) -> dict[str, str]:
    named = {
        "panel": state.title,
        "date": running_words.when(state.on),
        "time": state.time,
        "attended": ", ".join(state.attended) or running_words.NOT_RECORDED,
        "apologies": state.absent_because or running_words.NOBODY,
        "procedure": minutes_words.procedure(house.policy.title, house.policy.version),
        "record_system": house.policy.record_system,
        "child": state.label,
    }
    assert tuple(named) == NAMED, "docs/minutes.md lists them"
    return named


def _due(duties: tuple[Duty, ...]) -> tuple[tuple[str, str], ...]:
    return tuple(("", due_in_words(duty)) for duty in duties)


def _no_actions(its: list[PanelAction]) -> tuple[tuple[str, str], ...]:
    return () if its else (("", running_words.NO_ACTION_OPEN),)


def _actions(its: list[PanelAction], names: dict[str, str]) -> Listed | None:
    rows = tuple(action_row(action, names) for action in its)
    return Listed(minutes_words.ACTION_HEADINGS, rows, ACTION_WIDTHS) if rows else None
