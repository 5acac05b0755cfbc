"""The search box: who finds what, in which order, and what the cards say that may be shared into any chat."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.engine.dispatch import dispatch
from bot.engine.messages import Place, Result, Results, Searched
from permanence.people.person import Person
from storage import actions, conversations
from storage.store import Press
from tests.cast import ADMIN, CHAIR, EAST, SUPPORT, VIEWER, WEST, WORKER, staff, take_into_care
from tests.conftest import Clock
from tests.play import CHANNEL, Play, caller, open_play, read
from usecases.house import House

BETWEEN_TWO = Place("tenant", "19:two@unq.gbl.spaces", "http://127.0.0.1:1/", "personal")
STRANGER = Person("oid-stranger", "Sid Stranger", frozenset())


@pytest.fixture
async def play(house: House, clock: Clock) -> Play:
    clock.now = datetime(2026, 3, 5, 15, tzinfo=UTC)
    await staff(house)
    for ref, team, initials in (("C-1001", "East", "AB"), ("C-1002", "East", "CD"), ("C-2001", "West", "AB")):
        await take_into_care(house, ref, team, date(2025, 11, 3), initials)
    await take_into_care(house, "C-1003", "East", date(2026, 2, 23), "GH")
    async with house.store.change() as work:
        press = Press("earlier", SUPPORT.oid, SUPPORT.name, clock())
        for ref, owner, text, due in (
            ("C-1001", WORKER, "Ask the school for a report", date(2026, 3, 12)),
            ("C-1002", EAST, "Book the *first* visit", date(2026, 3, 2)),
            ("C-2001", WORKER, "Write to the school", date(2026, 3, 9)),
        ):
            await actions.add(work, press, ref, None, text, owner.oid, due)
    return await open_play(house, clock)


async def results(play: Play, who: Person, words: str, place: Place = CHANNEL, start: int = 0) -> Results:
    reply = await dispatch(play.bot, play.roster, Searched("find", words, caller(who), place, start))
    assert isinstance(reply, Results)
    return reply


async def titles(play: Play, who: Person, words: str) -> list[str]:
    """A child by label, an action by its child's and its text."""
    return [briefly(one) for one in (await results(play, who, words)).found]


def briefly(one: Result) -> str:
    if not one.title.startswith("Action for "):
        return one.title
    return f"{one.title.removeprefix('Action for ')}: {one.line.removeprefix('Overdue. ').partition('.')[0]}"


def only(found: Results) -> Result:
    (one,) = found.found
    return one


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("c-1002", ["C-1002 (CD)", "C-1002 (CD): Book the *first* visit"]),
        ("ab", ["C-1001 (AB)", "C-2001 (AB)", "C-2001 (AB): Write to the school"]),
        ("west", ["C-2001 (AB)"]),
        ("school", ["C-2001 (AB): Write to the school", "C-1001 (AB): Ask the school for a report"]),
        ("wren school 1001", ["C-1001 (AB): Ask the school for a report"]),
        ("erin", ["C-1002 (CD): Book the *first* visit"]),
        ("nothing like it", []),
    ],
)
async def test_children_by_reference_initials_or_team_and_actions_by_text_owner_or_child(
    play: Play, words: str, found: list[str]
) -> None:
    listed = await titles(play, SUPPORT, words)
    assert [title for title in listed if title in found] == found
    assert set(listed) - set(found) <= {"C-1001 (AB): Ask the school for a report"}


async def test_the_very_reference_or_initials_come_first(play: Play) -> None:
    await take_into_care(play.bot.house, "A-ABLE", "East", date(2025, 11, 3), "XY")
    assert (await titles(play, SUPPORT, "ab"))[:3] == ["C-1001 (AB)", "C-2001 (AB)", "A-ABLE (XY)"]


async def test_one_finds_only_what_one_may_see(play: Play) -> None:
    assert await titles(play, WEST, "ab") == ["C-2001 (AB)", "C-2001 (AB): Write to the school"]
    assert "C-2001 (AB)" not in await titles(play, EAST, "ab")
    assert await titles(play, WEST, "C-1001") == []
    own = ["C-2001 (AB): Write to the school", "C-1001 (AB): Ask the school for a report"]
    assert await titles(play, WORKER, "school") == own, "an action of one's own is found whosever the child"
    for who in (CHAIR, VIEWER, ADMIN):
        assert len(await titles(play, who, "C-")) == 7


async def test_a_stranger_finds_nothing_but_a_sentence(play: Play) -> None:
    found = await results(play, STRANGER, "C-1001")
    assert found.found == ()
    assert found.sentence.startswith("You are not in the people file, so you cannot see how children stand")


async def test_an_unknown_search_says_so(play: Play) -> None:
    reply = await dispatch(play.bot, play.roster, Searched("all", "x", caller(EAST), CHANNEL))
    assert isinstance(reply, Results)
    assert "another version of the app" in reply.sentence


async def test_what_is_shared_of_a_child_is_reference_initials_standing_and_clause(play: Play) -> None:
    one = (await results(play, EAST, "c-1001")).found[0]
    assert (one.title, one.line) == ("C-1001 (AB)", "Panel overdue since 15 December 2025, BCP-3.1")
    said = read(one.card)
    assert "Panel: BCP-3.1.\nOverdue since 15 December 2025" in said
    assert "As it stood on Thu 5 March 2026." in said
    for unsaid in ("East", "Wren", "2020", "entering care"):
        assert unsaid not in said
    assert "actions" not in one.card


async def test_what_is_shared_of_an_action_is_what_its_card_in_the_channel_says(play: Play) -> None:
    one = only(await results(play, EAST, "visit"))
    assert one.title == "Action for C-1002 (CD)"
    assert one.line == "Overdue. Book the *first* visit. Erin East, due 2 March 2026"
    said = read(one.card)
    assert "Overdue by 3 working days" in said
    assert "Owner Erin East. Due Mon 2 March 2026." in said
    assert "Action for C-1002 (CD)" in said
    assert r"Book the \*first\* visit" in said
    assert "actions" not in one.card


async def test_with_no_words_what_is_most_pressing_of_ones_own_comes_first(play: Play) -> None:
    assert await titles(play, EAST, "") == [
        "C-1001 (AB)",
        "C-1002 (CD)",
        "C-1002 (CD): Book the *first* visit",
        "C-1001 (AB): Ask the school for a report",
        "C-1003 (GH)",
    ]
    assert (await titles(play, WORKER, ""))[-2:] == ["C-1001 (AB): Ask the school for a report", "C-1003 (GH)"]
    everything = await results(play, SUPPORT, "")
    assert everything.found == ()
    assert everything.sentence.startswith("Nothing of yours is due; type")


async def test_at_most_fifteen_are_found_and_there_is_no_second_page(play: Play) -> None:
    for number in range(20):
        await take_into_care(play.bot.house, f"D-{number:03}", "East", date(2025, 11, 3))
    assert len(await titles(play, EAST, "D-")) == 15
    assert len(await titles(play, EAST, "")) == 15
    assert (await results(play, EAST, "D-", start=15)) == Results()
    mixed = await titles(play, SUPPORT, "-")
    assert len(mixed) == 15
    assert sum(":" in title for title in mixed) == 3, "actions have their places beside many children"


async def test_searching_in_a_chat_of_two_people_does_not_make_it_anybodys_chat_with_the_bot(play: Play) -> None:
    assert (await results(play, EAST, "C-1001", BETWEEN_TWO)).found
    async with play.bot.house.store.read() as work:
        assert await conversations.find(work, BETWEEN_TWO.conversation_id) is None
        assert await conversations.chat_of(work, EAST.oid) is None
