"""People's own words in chat: answered as the command they mean, or asked with a few buttons; they change nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from bot.engine.dispatch import dispatch
from bot.engine.messages import Said
from storage import tables
from tests.cards.strictness import buttons
from tests.cast import ADMIN, CHAIR, EAST, EVERYONE, SUPPORT, VIEWER, WEST, staff, take_into_care
from tests.conftest import Clock
from tests.play import CHANNEL, Play, caller, open_play, read
from usecases.house import House

MONDAY = date(2026, 1, 5)


@pytest.fixture
async def play(house: House, clock: Clock) -> Play:
    """Two children of East, one overdue and one not, and one of West."""
    await staff(house, *EVERYONE)
    await take_into_care(house, "C-1001", "East", MONDAY - timedelta(weeks=12), "TJ")
    await take_into_care(house, "C-1002", "East", MONDAY - timedelta(weeks=3), "TJ")
    await take_into_care(house, "C-2001", "West", MONDAY - timedelta(weeks=7), "AB")
    return await open_play(house, clock, EVERYONE)


def titles(card: object) -> list[str]:
    return [node["title"] for node in buttons(card)]  # type: ignore[arg-type]


async def test_who_is_due_is_narrowed_to_a_team_to_what_is_overdue_and_to_a_week(play: Play) -> None:
    east = read(await play.say(CHAIR, "show me the overdue children in east please"))
    assert "Due at panel: East, overdue" in east
    assert ("C-1001" in east, "C-1002" in east, "C-2001" in east) == (True, False, False)
    nobody = read(await play.say(CHAIR, "who is due tomorrow?"))
    assert "Nobody is due at panel (tomorrow)." in nobody
    assert "Due at panel: East" in read(await play.say(CHAIR, "due Eats team"))


@pytest.mark.parametrize("words", ["C-1001", "c1001", "C–1001 (TJ)", "where is c 1001?", "tell me about C-1001"])
async def test_a_child_is_known_however_the_reference_is_typed(play: Play, words: str) -> None:
    assert "\nC-1001 (TJ)\n" in read(await play.say(EAST, words))


async def test_when_a_child_is_due_is_why(play: Play) -> None:
    assert "Why: C-1001" in read(await play.say(EAST, "when is C-1001 due?"))


async def test_a_child_named_by_initials_is_asked_and_only_those_one_may_see(play: Play) -> None:
    asked = await play.say(EAST, "who is TJ")
    assert "Which of these do you mean?" in read(asked)
    assert titles(asked) == ["Child C-1001", "Child C-1002", "What you can say"]
    assert "\nC-1002 (TJ)\n" in read(await play.press(EAST, asked, "Child C-1002"))
    assert "C-1001" not in read(await play.say(WEST, "who is TJ"))


async def test_hello_is_answered_with_what_this_person_does_most(play: Play) -> None:
    hello = await play.say(EAST, "Hello!")
    assert titles(hello)[:3] == ["My actions", "Due", "Sitting"]
    assert "Your actions" in read(await play.press(EAST, hello, "My actions"))
    whole = await play.press(EAST, hello, "All that you can say")
    assert "conflicts" in read(whole)
    assert titles(await play.press(EAST, whole, "Less")) == titles(hello)
    assert titles(await play.say(SUPPORT, "help"))[:2] == ["Sitting", "Agenda"]
    assert "You're welcome." in read(await play.say(EAST, "thanks"))


async def test_words_that_want_a_change_change_nothing_and_lead_to_the_button(play: Play) -> None:
    before = await rows_of_history(play)
    for words in ("delete C-1001", "accept my slot", "mark my action as done", "move the panel to friday"):
        assert "Words alone change nothing here" in read(await play.say(EAST, words)), words
    for words in ("who is on the agenda", "draft the next agenda", "the agenda please", "agneda"):
        assert "Which of these do you mean?" in read(await play.say(SUPPORT, words)), words
    assert await rows_of_history(play) == before


async def rows_of_history(play: Play) -> list[int]:
    async with play.bot.house.store.read() as work:
        counts = [
            await work.conn.execute(select(func.count()).select_from(one))
            for one in (tables.history, tables.sittings, tables.actions, tables.outbox)
        ]
        return [count.scalar_one() for count in counts]


async def test_only_what_somebody_may_ask_is_offered(play: Play) -> None:
    assert titles(await play.say(EAST, "who is on the agenda")) == ["Sitting", "What you can say"]
    assert titles(await play.say(SUPPORT, "who is on the agenda")) == ["Agenda", "Sitting", "What you can say"]


async def test_what_is_not_understood_says_so_and_offers_three_things(play: Play) -> None:
    said = await play.say(VIEWER, "tell me a joke")
    assert '"tell me a joke" is not understood.' in read(said)
    assert len(titles(said)) == 4


async def test_files_in_and_out_are_answered_with_the_way_they_go(play: Play) -> None:
    assert "send the extract to the bot as a file" in read(await play.say(SUPPORT, "import the caseload"))
    assert "python app.py tracker" in read(await play.say(SUPPORT, "where is the tracking sheet"))


async def test_actions_are_listed_by_team_person_state_and_time(play: Play) -> None:
    assert "Actions of East, overdue" in read(await play.say(CHAIR, "what is overdue for east, actions"))
    assert "Actions of Erin East" in read(await play.say(CHAIR, "Erin East's actions"))
    assert "this week" in read(await play.say(EAST, "my actions this week"))
    assert "may be meant: East, Erin East" in read(await play.say(CHAIR, "actions East Erin East"))
    assert 'No child, team or person is called "Bramley"' in read(await play.say(CHAIR, "actions Bramley"))


async def test_a_sitting_is_asked_for_by_day(play: Play) -> None:
    assert "No sitting is published for 8 January 2026" in read(await play.say(CHAIR, "who is next on 8 January 2026"))


async def test_a_command_that_is_begun_and_not_ended_rightly_answers_for_itself(play: Play) -> None:
    assert "No panel is called" in read(await play.say(SUPPORT, "agenda Nonsense"))
    assert "No child" in read(await play.say(EAST, "why C-9999"))


async def test_elsewhere_than_in_the_permanence_channel_nobody_is_named(play: Play) -> None:
    place = replace(CHANNEL, conversation_id="19:elsewhere", channel_id="19:elsewhere")
    for words in ("who is TJ", "east", "overdue actions east"):
        reply = await dispatch(play.bot, play.roster, Said(words, caller(CHAIR), place, "1"))
        assert reply.card is not None
        assert not {"C-1001", "East"} & set(read(reply.card).replace('"', " ").split()), words


async def test_somebody_who_is_in_no_people_file_is_told_what_they_may_read(play: Play) -> None:
    stranger = replace(ADMIN, oid="oid-stranger", name="Sid Stranger")
    assert "Procedure" in titles(await play.say(stranger, "hello"))
