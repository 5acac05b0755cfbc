"""The table of rights tried cell by cell, role by verb, over dispatch; and the use case behind each button alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.engine.contents import Verb
from bot.engine.dispatch import dispatch
from bot.engine.messages import DialogAsked, Member, Message, Said, Searched, Submission
from bot.engine.roster import Roster
from bot.routes import CONTENTS
from permanence.people import rights
from permanence.people.person import ROLES, Person
from permanence.people.rights import Right
from permanence.refusals import Refusal
from storage import actions, referrals
from storage.store import Press
from tests.cast import ADMIN, CHAIR, EAST, SUPPORT, VIEWER, WEST, staff, take_into_care
from tests.conftest import Clock
from tests.play import CHANNEL, Play, caller, open_play, read
from tests.recording import RecordingMessenger
from usecases.house import House

MADE_UP = {
    **{"id": "987654", "version": "1", "event": "987654", "page": "0", "seen": "1", "start": "0"},
    **{
        "child": "C-9999",
        "ref": "C-9999",
        "children": "C-9999",
        "reference": "C-9999",
        "kind": "ppm",
        "back": "mine:0",
    },
    **{"person": "oid-made-up", "deputy": "oid-made-up", "owner": "oid-made-up", "of": "action:987654"},
    **{"text": "Made up.", "reason": "Made up.", "note": "Made up.", "plan": "return_home", "discussed": "Made up."},
    **{"due": "2027-03-01", "on": "2026-03-02", "starts": "2026-12-01", "until": "2026-12-08", "next_on": "2026-12-01"},
    **{"step": "made-up@2026-01-01", "way": "made_up", "what": "made_up", "mark": "made-up", "clause": "XX-1"},
    **{
        "begins": "14:00",
        "item": "987654",
        "mine": "987654",
        "theirs": "987654",
        "panel": "permanence",
        "invitation": "987654",
    },
    **{"siblings": "C-9998", "attended": "chair", "views": "", "absent_because": "", "message": "1", "named": ""},
}
OWN_BY_NATURE = {"open_away_form", "choose_who_is_away"}  # opened for oneself: each has the right for one thing


def of_role(role: str) -> Person:
    teams = frozenset({"East"} if role in rights.OWN_PEOPLE else ())
    return Person(f"oid-of-{role}", f"Somebody {role}", frozenset({role}), teams)


def pressing(who: Person, verb: str) -> Submission:
    return Submission(verb, MADE_UP, caller(who), CHANNEL, f"card-{verb}", f"d-{verb}", dialog=verb == "create_action")


async def opened(house: House, clock: Clock, *cast: Person) -> Play:
    await staff(house, *cast)
    await take_into_care(house, "C-1001", "East", date(2026, 1, 5))
    return await open_play(house, clock, cast)


def by_role(role: str, right: Right) -> bool:
    return right.for_anybody or role in (*right.of_team, *right.of_all)


def is_refused(words: str, right: Right) -> bool:
    return "Only " in words and f" can {right.to}" in words


@pytest.mark.parametrize("role", ROLES)
async def test_each_cell_role_by_verb_is_as_the_table_says(house: House, clock: Clock, role: str) -> None:
    who = of_role(role)
    play, wrong = await opened(house, clock, who), []
    for verb, its in CONTENTS.verbs.items():
        reply = await dispatch(play.bot, play.roster, pressing(who, verb))
        words = read(reply.card) if reply.card else str(getattr(reply, "last", ""))
        may = by_role(role, its.right) or verb in OWN_BY_NATURE
        if "Something went wrong" in words or is_refused(words, its.right) == may:
            wrong.append((verb, words))
    assert wrong == []


@pytest.mark.parametrize("role", ROLES)
async def test_each_use_case_asks_for_the_right_of_its_button_itself(house: House, clock: Clock, role: str) -> None:
    who = of_role(role)
    play, wrong = await opened(house, clock, who), []
    for verb, its in writing():
        try:
            await its.handle(play.bot, pressing(who, verb))
            words = "done"
        except Refusal as no:
            words = no.sentence
        if is_refused(words, its.right) == by_role(role, its.right):
            wrong.append((verb, words))
    assert wrong == []


def writing() -> list[tuple[str, Verb]]:
    return [(verb, its) for verb, its in CONTENTS.verbs.items() if its.writes]


async def test_who_is_not_in_the_people_file_may_only_what_anybody_may(house: House, clock: Clock) -> None:
    stranger = Person("oid-stranger", "Stella Stranger", frozenset())
    play = await opened(house, clock, ADMIN)
    play = await open_play(house, clock, (ADMIN, stranger))
    for verb, its in CONTENTS.verbs.items():
        words = read((await dispatch(play.bot, play.roster, pressing(stranger, verb))).card or {})
        refused = "not in the people file" in words or is_refused(words, its.right)
        assert refused != its.right.for_anybody, (verb, words)
    for name, command in CONTENTS.commands.items():
        words = read((await dispatch(play.bot, play.roster, Said(name, caller(stranger), CHANNEL, name))).card or {})
        assert ("not in the people file" in words) != command.right.for_anybody, (name, words)


async def test_an_action_may_be_changed_by_its_owner_whatever_their_role_and_by_no_other_of_it(
    house: House, clock: Clock
) -> None:
    owner, other = of_role("viewer"), replace(of_role("viewer"), oid="oid-other")
    play = await opened(house, clock, EAST, SUPPORT, owner, other)
    async with house.store.change() as work:
        by = Press("agreed", EAST.oid, EAST.name, clock())
        number = await actions.add(work, by, "C-1001", None, "Ring the school.", owner.oid, date(2027, 1, 4))
    for verb in [verb for verb, its in CONTENTS.verbs.items() if its.right == rights.CHANGE_ACTION]:
        for who, may in (
            (owner, True),
            (EAST, True),
            (SUPPORT, True),
            (other, False),
            (of_role("administrator"), False),
        ):
            await staff(house, who)
            press = replace(pressing(who, verb), data={**MADE_UP, "id": str(number)})
            words = read((await dispatch(play.bot, await of_team(play, who), press)).card or {})
            assert is_refused(words, rights.CHANGE_ACTION) != may, (verb, who.oid, words)


async def test_an_absence_is_entered_by_whom_it_is_of_and_by_business_support(house: House, clock: Clock) -> None:
    play = await opened(house, clock, EAST, WEST, SUPPORT, CHAIR)
    for who, may in ((EAST, True), (SUPPORT, True), (WEST, False), (CHAIR, False)):
        press = replace(pressing(who, "enter_absence"), data={**MADE_UP, "person": EAST.oid})
        words = read((await dispatch(play.bot, play.roster, press)).card or {})
        assert is_refused(words, rights.KEEP_ABSENCE) != may, (who.oid, words)


async def test_a_service_manager_may_what_the_panel_chair_may() -> None:
    for _, its in CONTENTS.verbs.items():
        assert by_role("service_manager", its.right) == by_role("panel_chair", its.right)


async def test_who_only_sees_a_child_looks_at_its_referral_and_raises_none(house: House, clock: Clock) -> None:
    play = await opened(house, clock, VIEWER)
    assert "C-1001" in read(await play.say(VIEWER, "refer C-1001"))
    async with house.store.read() as work:
        assert await referrals.of_child(work, "C-1001") == []


async def test_a_dialog_and_a_search_ask_for_their_right_too(house: House, clock: Clock) -> None:
    play = await opened(house, clock, VIEWER)
    about = Message("1", "C-1001 needs a school.", clock())
    dialog = await dispatch(play.bot, play.roster, DialogAsked("create_action", about, caller(VIEWER), CHANNEL))
    assert is_refused(read(dialog.card or {}), rights.AGREE_ACTION)
    stranger = Person("oid-stranger", "Stella Stranger", frozenset())
    found = await dispatch(
        play.bot, await of_team(play, stranger), Searched("find", "C-1001", caller(stranger), CHANNEL)
    )
    assert "not in the people file" in str(getattr(found, "sentence", ""))


async def of_team(play: Play, who: Person) -> Roster:
    """A roster with this person on it."""
    cast = {one.oid: one for one in (*play.cast, who)}
    return Roster(RecordingMessenger(team=tuple(Member(oid, f"29:{oid}", one.name) for oid, one in cast.items())))
