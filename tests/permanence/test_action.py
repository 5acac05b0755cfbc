"""An action of the panel: every way it may go, who may move it, and the dates it may have."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from permanence.action import PanelAction, by_manager, changed, require_due, working_days_overdue
from permanence.calendar import Calendar
from permanence.panel.action_changes import (
    AgreeLater,
    AskLater,
    Block,
    Cancel,
    Change,
    Complete,
    Correct,
    Progress,
    Reassign,
    RefuseLater,
    Reopen,
    TakeBackReassignment,
    Unblock,
)
from permanence.people.person import Person
from permanence.refusals import Incomplete, NotAllowed, Refusal
from tests.cast import CHAIR, EAST, EVERYONE, SUPPORT, VIEWER, WEST, WORKER

TODAY = date(2026, 3, 12)
AT = datetime(2026, 3, 12, 14, 0, tzinfo=UTC)
ACTION = PanelAction(7, "C-0001", "East", "Ask the school for a report", WORKER.oid, date(2026, 3, 26))
LATER = AskLater(date(2026, 4, 2), "The school is closed")


def go(action: PanelAction, *steps: Change, by: Person = EAST) -> PanelAction:
    for step in steps:
        person = CHAIR if isinstance(step, AgreeLater | RefuseLater) else by
        action = changed(action, step, person, AT, TODAY)
    return action


def test_the_owner_the_teams_manager_a_stand_in_and_the_office_may_change_an_action() -> None:
    stand_in = Person("oid-stand-in", "Stan Standin", frozenset({"team_manager"}), frozenset({"*"}))
    service = replace(CHAIR, oid="oid-service", roles=frozenset({"service_manager"}))
    for person in (WORKER, EAST, stand_in, SUPPORT, CHAIR, service):
        assert changed(ACTION, Complete(), person, AT, TODAY).state == "done"


@pytest.mark.parametrize("person", [WEST, VIEWER, replace(WORKER, oid="oid-colleague")])
def test_another_teams_manager_a_viewer_and_a_colleague_may_not(person: Person) -> None:
    with pytest.raises(NotAllowed):
        changed(ACTION, Complete(), person, AT, TODAY)


@pytest.mark.parametrize("answer", [AgreeLater(), RefuseLater("The report is late already")])
def test_only_the_chair_answers_for_a_later_date(answer: Change) -> None:
    asked = go(ACTION, LATER)
    for person in (WORKER, EAST, SUPPORT):
        with pytest.raises(NotAllowed):
            changed(asked, answer, person, AT, TODAY)


def test_an_agreed_later_date_becomes_the_due_date_and_a_refused_one_does_not() -> None:
    assert go(ACTION, LATER, AgreeLater()).due == LATER.due
    assert go(ACTION, LATER, RefuseLater("It is late already")).due == ACTION.due


def test_a_finished_action_takes_no_change_but_being_reopened() -> None:
    done = go(ACTION, Complete())
    for step in (Progress("x"), Complete(), Block("x"), Unblock(), LATER, Reassign("oid-east", "Erin East")):
        with pytest.raises(Incomplete, match="reopen it first"):
            go(done, step)
    assert go(done, Reopen("The report was for another child")).state == "open"


def test_finishing_an_action_ends_what_was_asked_and_what_blocked_it() -> None:
    done = go(ACTION, Block("No consent yet"), LATER, Complete())
    assert (done.asked, done.blocked_reason, done.done_at) == (None, None, AT)


@pytest.mark.parametrize(
    ("due", "why"),
    [
        (date(2026, 3, 26), "must be later than 26 March 2026"),
        (date(2026, 3, 20), "must be later than 26 March 2026"),
        (date(2028, 3, 13), "more than 2 years off; the latest possible is 12 March 2028"),
    ],
)
def test_a_later_date_is_later_and_not_absurd(due: date, why: str) -> None:
    with pytest.raises(Incomplete, match=why):
        go(ACTION, AskLater(due, "x"))


def test_a_later_date_for_an_overdue_action_is_still_to_come() -> None:
    overdue = replace(ACTION, due=date(2026, 2, 1))
    with pytest.raises(Incomplete, match="10 March 2026 has passed"):
        go(overdue, AskLater(date(2026, 3, 10), "x"))
    assert go(overdue, AskLater(TODAY, "x")).asked is not None


def test_an_action_is_due_after_its_sitting_and_at_most_two_years_on() -> None:
    require_due(date(2026, 3, 13), TODAY)
    require_due(date(2028, 3, 12), TODAY)
    for due in (TODAY, date(2026, 3, 11), date(2028, 3, 13), date(9999, 12, 31)):
        with pytest.raises(Incomplete):
            require_due(due, TODAY)


def test_overdue_is_counted_in_working_days() -> None:
    calendar = Calendar()
    assert working_days_overdue(date(2026, 3, 12), date(2026, 3, 12), calendar) is None
    assert working_days_overdue(date(2026, 3, 12), date(2026, 3, 17), calendar) == 3
    assert working_days_overdue(date(2026, 4, 2), date(2026, 4, 7), calendar) == 1  # over Easter
    assert working_days_overdue(date(2026, 3, 14), date(2026, 3, 15), calendar) == 0  # Saturday to Sunday


def test_actions_go_to_the_manager_of_the_childs_team_and_to_the_owner_without_one() -> None:
    west = replace(ACTION, id=8, team="West", due=date(2026, 3, 20))
    nobody = replace(ACTION, id=9, team="North")
    sooner = replace(ACTION, id=10, due=date(2026, 3, 13))
    found = by_manager([ACTION, west, nobody, sooner], list(EVERYONE))
    assert {oid: [a.id for a in its] for oid, its in found.items()} == {
        "oid-east": [10, 7],
        "oid-west": [8],
        "oid-worker": [9],
    }


RIGHTLY = Correct("It was misheard", "Ask the nursery for a report", EAST.oid, date(2026, 3, 27))
OF_PANEL = replace(ACTION, sitting=3)


def test_what_was_written_down_wrongly_is_corrected_and_a_date_asked_for_meanwhile_is_answered_by_it() -> None:
    found = go(ACTION, LATER, RIGHTLY)
    assert (found.text, found.owner, found.due, found.asked) == (RIGHTLY.text, EAST.oid, RIGHTLY.due, None)
    assert go(ACTION, LATER, replace(RIGHTLY, due=ACTION.due)).asked is not None


def test_a_correction_changes_something_and_its_date_is_to_come_unless_it_is_as_it_was() -> None:
    same = Correct("Why", ACTION.text, ACTION.owner, ACTION.due)
    overdue = replace(ACTION, due=date(2026, 2, 1))
    for action, step in (
        (ACTION, same),
        (ACTION, replace(same, due=date(2026, 3, 11))),
        (ACTION, replace(same, due=date(2028, 3, 13))),
    ):
        with pytest.raises(Incomplete):
            go(action, step)
    assert go(overdue, replace(same, text="Ring the nursery", due=overdue.due)).due == overdue.due


def test_a_cancelled_action_waits_for_nobody_and_takes_no_change_but_being_reopened() -> None:
    found = go(ACTION, Block("No consent"), LATER, Cancel("The child has moved"))
    assert (found.state, found.is_open, found.asked, found.blocked_reason) == ("cancelled", False, None, None)
    for step in (Progress("x"), Complete(), RIGHTLY, Cancel("x"), Reassign("oid-east", "Erin East")):
        with pytest.raises(Incomplete, match="This action is cancelled; reopen it first"):
            go(found, step)
    assert go(found, Reopen("The child has not moved")).state == "open"
    with pytest.raises(Incomplete, match="is done; reopen it first"):
        go(go(ACTION, Complete()), Cancel("x"))


@pytest.mark.parametrize("step", [RIGHTLY, Cancel("The child has moved"), Reopen("It has not")])
def test_what_the_panel_agreed_is_corrected_by_who_may_record_it_and_another_by_who_may_agree_one(step: Change) -> None:
    of_panel, other = (
        (replace(action, state="cancelled") if isinstance(step, Reopen) else action) for action in (OF_PANEL, ACTION)
    )
    for person in (SUPPORT, CHAIR):
        changed(of_panel, step, person, AT, TODAY)
    for person in (WORKER, EAST, WEST, VIEWER):
        with pytest.raises(NotAllowed, match="of the panel"):
            changed(of_panel, step, person, AT, TODAY)
    for person in (WORKER, EAST, SUPPORT, CHAIR):
        changed(other, step, person, AT, TODAY)
    for person in (WEST, VIEWER, replace(VIEWER, oid=ACTION.owner)):
        with pytest.raises(NotAllowed):
            changed(other, step, person, AT, TODAY)


def test_a_hand_over_is_taken_back_only_where_there_was_one() -> None:
    handed = go(ACTION, Reassign(EAST.oid, EAST.name))
    assert go(handed, TakeBackReassignment("The wrong Erin", WORKER.oid)).owner == WORKER.oid
    with pytest.raises(Incomplete, match="Nobody handed this action over"):
        go(ACTION, TakeBackReassignment("The wrong Erin"))


class AnActionsLife(RuleBasedStateMachine):
    """Anybody tries anything in any order, against a plain account of what should come of it."""

    @initialize()
    def agreed(self) -> None:
        self.action, self.state, self.due, self.owner, self.asked = ACTION, "open", ACTION.due, WORKER.oid, False
        self.carried_out = 0

    def attempt(self, person: Person, step: Change, *, allowed: bool) -> bool:
        chair_only = isinstance(step, AgreeLater | RefuseLater)
        right = "panel_chair" in person.roles if chair_only else person in (EAST, SUPPORT, CHAIR)
        right = right or (person.oid == self.owner and not chair_only)
        if isinstance(step, Cancel) or (isinstance(step, Reopen) and self.state == "cancelled"):
            right = person in (WORKER, EAST, SUPPORT, CHAIR)
        if not (right and allowed):
            with pytest.raises(Refusal) as no:
                changed(self.action, step, person, AT, TODAY)
            assert (no.type is NotAllowed) == (not right)
            return False
        self.action = changed(self.action, step, person, AT, TODAY)
        self.carried_out += 1
        return True

    people = st.sampled_from(EVERYONE)

    @rule(person=people)
    def note(self, person: Person) -> None:
        self.attempt(person, Progress("Rang the school"), allowed=self.state in ("open", "blocked"))

    @rule(person=people)
    def finish(self, person: Person) -> None:
        if self.attempt(person, Complete(), allowed=self.state in ("open", "blocked")):
            self.state, self.asked = "done", False

    @rule(person=people)
    def block(self, person: Person) -> None:
        if self.attempt(person, Block("No consent"), allowed=self.state == "open"):
            self.state = "blocked"

    @rule(person=people)
    def unblock(self, person: Person) -> None:
        if self.attempt(person, Unblock(), allowed=self.state == "blocked"):
            self.state = "open"

    @rule(person=people)
    def reopen(self, person: Person) -> None:
        if self.attempt(person, Reopen("Not done after all"), allowed=self.state in ("done", "cancelled")):
            self.state = "open"

    @rule(person=people)
    def cancel(self, person: Person) -> None:
        if self.attempt(person, Cancel("Not needed"), allowed=self.state in ("open", "blocked")):
            self.state, self.asked = "cancelled", False

    @rule(person=people, days=st.integers(-40, 40))
    def ask(self, person: Person, days: int) -> None:
        due = self.due + timedelta(days=days)
        ok = self.state in ("open", "blocked") and not self.asked and days > 0 and due <= date(2028, 3, 12)
        if self.attempt(person, AskLater(due, "More time"), allowed=ok):
            self.asked, self.wanted = True, due

    @rule(person=people)
    def agree(self, person: Person) -> None:
        if self.attempt(person, AgreeLater(), allowed=self.asked):
            self.asked, self.due = False, self.wanted

    @rule(person=people)
    def refuse(self, person: Person) -> None:
        if self.attempt(person, RefuseLater("Keep to it"), allowed=self.asked):
            self.asked = False

    @rule(person=people, to=people)
    def hand_over(self, person: Person, to: Person) -> None:
        if self.attempt(
            person, Reassign(to.oid, to.name), allowed=self.state in ("open", "blocked") and to.oid != self.owner
        ):
            self.owner = to.oid

    @invariant()
    def it_is_what_the_account_says(self) -> None:
        found = self.action
        assert (found.state, found.due, found.owner) == (self.state, self.due, self.owner)
        assert (found.asked is not None) == self.asked
        assert (found.blocked_reason is not None) == (self.state == "blocked")
        assert (found.done_at is not None) == (self.state == "done")
        assert found.version == 1 + self.carried_out
        assert (found.id, found.child, found.text) == (ACTION.id, ACTION.child, ACTION.text)


AnActionsLife.TestCase.settings = settings(max_examples=60, stateful_step_count=30)
TestAnActionsLife = AnActionsLife.TestCase


def test_every_change_has_its_own_word() -> None:
    kinds = Change.__args__  # type: ignore[attr-defined]
    assert len({kind.verb for kind in kinds}) == len(kinds) == 12
