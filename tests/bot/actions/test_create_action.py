"""An action made of a message in the channel: the form, what is checked, what is kept, and where it may be done."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.engine.context import Bot
from bot.engine.dispatch import dispatch
from bot.engine.messages import Card, Dialog, DialogAsked, Message, Place, Submission
from bot.engine.roster import Roster
from permanence.people.person import Person
from storage import actions, conversations, history
from tests.bot.engine.test_seal import SEALED
from tests.cards.strictness import buttons, inputs, verb_of
from tests.cast import ADMIN, CHAIR, EAST, SUPPORT, VIEWER, WEST, WORKER, staff, take_into_care
from tests.conftest import Clock
from tests.play import CHANNEL, Play, caller, open_play, read
from usecases.documents.make_tracking_sheet import TrackerAsked, make_tracking_sheet
from usecases.house import House
from usecases.reminders.open_matters import open_matters

AT = datetime(2026, 3, 5, 14, 20, tzinfo=UTC)
ELSEWHERE = replace(CHANNEL, conversation_id="19:elsewhere", channel_id="19:elsewhere")
STRANGER = Person("oid-stranger", "Sid Stranger", frozenset())
WORDS = "C-1001: ask the school for an education report, c-1002 too. C-9999 is nobody, C-1003 is of West."
TYPED = {"text": "Ask the school for a report.", "owner": WORKER.oid, "due": "2026-03-26"}


@pytest.fixture
async def play(house: House, clock: Clock) -> Play:
    clock.now = datetime(2026, 3, 5, 15, tzinfo=UTC)
    await staff(house)
    for ref, team, initials in (("C-1001", "East", "AB"), ("C-1002", "East", "CD"), ("C-1003", "West", "EF")):
        await take_into_care(house, ref, team, date(2025, 11, 3), initials)
    return await open_play(house, clock)


async def opened(play: Play, who: Person, words: str = WORDS, place: Place = CHANNEL, **about: str) -> Dialog:
    """What the dialog shows when it is chosen on a message of these words."""
    message = Message("1700000000001", words, AT, **about)
    reply = await dispatch(play.bot, play.roster, DialogAsked("create_action", message, caller(who), place))
    assert isinstance(reply, Dialog)
    return reply


def filled(who: Person, dialog: Dialog, typed: Mapping[str, str], place: Place = CHANNEL) -> Submission:
    """The dialog sent with these inputs; what is empty is not sent, as Teams does."""
    card = shown(dialog)
    (button,) = buttons(card)
    verb = verb_of(button)
    assert verb is not None
    known = {node["id"]: node.get("value", "") for node in inputs(card)}
    assert set(typed) <= set(known)
    data = {name: value for name, value in {**known, **typed}.items() if value}
    return Submission(verb, {**data, **button["data"]}, caller(who), place, "1700000000001", "d", dialog=True)


async def sent(play: Play, who: Person, typed: Mapping[str, str], words: str = WORDS) -> Dialog:
    """The dialog opened, filled and sent."""
    reply = await dispatch(play.bot, play.roster, filled(who, await opened(play, who, words), typed))
    assert isinstance(reply, Dialog)
    return reply


def shown(dialog: Dialog) -> Card:
    assert dialog.card is not None, dialog.last
    return dialog.card


def value_of(card: Card, name: str) -> str:
    return str(next(node for node in inputs(card) if node["id"] == name).get("value", ""))


def choices_of(card: Card, name: str) -> list[str]:
    return [choice["title"] for node in inputs(card) if node["id"] == name for choice in node["choices"]]


async def kept(play: Play) -> int:
    async with play.bot.house.store.read() as work:
        return len(await actions.everywhere(work))


async def test_the_form_has_the_messages_words_and_the_children_it_names_that_one_may_see(play: Play) -> None:
    dialog = await opened(play, WORKER)
    card = shown(dialog)
    assert dialog.title == "Create an action"
    assert value_of(card, "text") == WORDS
    assert choices_of(card, "child") == ["C-1001 (AB)", "C-1002 (CD)", "Another child"]
    assert value_of(card, "child") == "C-1001"
    assert choices_of(card, "owner")[:2] == ["Erin East, team manager", "Wren Worker, social worker"]
    assert "The message was posted in the channel on Thu 5 March 2026." in read(card)
    assert choices_of(shown(await opened(play, SUPPORT)), "child")[2] == "C-1003 (EF)"


async def test_a_message_that_names_no_child_asks_for_the_reference(play: Play) -> None:
    card = shown(await opened(play, EAST, "Somebody ring the school on 12 March"))
    assert [node["id"] for node in inputs(card)] == ["text", "ref", "owner", "due"]


async def test_a_message_longer_than_an_action_is_cut_and_said_to_be(play: Play) -> None:
    card = shown(await opened(play, EAST, "word " * 300))
    assert len(value_of(card, "text")) <= 1000
    assert value_of(card, "text").endswith("word")
    assert "this is its beginning" in read(card)


async def test_an_action_is_agreed_and_its_card_comes_to_the_channel(play: Play) -> None:
    done = await sent(play, WORKER, TYPED)
    assert done.card is None
    assert done.last == ("Action agreed for C-1001 (AB): Ask the school for a report, Wren Worker, by 26 March 2026.")
    await play.post_all()
    card = play.shown("Action for C-1001 (AB)")
    assert "\nOpen\n" in read(card)
    assert "Owner Wren Worker. Due Thu 26 March 2026." in read(card)
    link = "https://teams.microsoft.com/l/message/19:permanence/1700000000001?tenantId=tenant"
    assert "From a message in the channel of Thu 5 March 2026" in read(card)
    opens = [one["url"] for one in buttons(card) if one["title"] == "Open the message"]
    assert opens == [f"{link}&parentMessageId=1700000000001"]
    assert "Wren Worker recorded it, for Wren Worker, due Thu 26 March 2026." in read(card)
    worked_on = await play.press(WORKER, card, "Done")
    assert "marked it done" in read(worked_on)
    async with play.bot.house.store.read() as work:
        [entry, _] = await history.of(work, "action", 1)
    assert (entry.verb, entry.child_ref, entry.details["message"]) == ("agree_action", "C-1001", "1700000000001")


async def test_reminders_and_the_tracking_sheet_say_that_it_is_from_a_message(play: Play) -> None:
    await sent(play, WORKER, TYPED)
    house = play.bot.house
    async with house.store.read() as work:
        [matter] = [one for one in await open_matters(house, work, play.clock()) if one.what == "action"]
    assert matter.origin == "action 1 from a message in the channel"
    assert matter.because == "it was agreed in the channel, due on 26 March 2026"
    [tracked] = (await make_tracking_sheet(house, TrackerAsked(SUPPORT.oid, play.bot.today()))).actions
    assert (tracked.number, tracked.agreed_on) == (1, date(2026, 3, 5))


async def test_an_action_review_to_come_lists_it(play: Play) -> None:
    play.clock.now = datetime(2026, 2, 9, 9, tzinfo=UTC)  # the sitting after this week's is an action review
    await sent(play, WORKER, TYPED)
    for _ in range(2):
        await play.press(SUPPORT, await play.say(SUPPORT, "agenda"), "Publish and invite")
    await play.post_all()
    review = ("Invitation to", "Thu 19 February 2026", "Erin East")
    assert "Ring her." not in read(play.shown(*review))
    await sent(play, WORKER, {**TYPED, "text": "Ring her."})
    await play.post_all()
    assert "C-1001 (AB): Ring her., due Thu 26 March 2026" in read(play.shown(*review))


async def test_in_local_play_there_is_no_way_to_a_message_of_the_real_teams(play: Play) -> None:
    play.bot.local = True
    await sent(play, WORKER, TYPED)
    await play.post_all()
    assert "From a message in the channel of Thu 5 March 2026" in read(play.shown("Action for C-1001"))


async def test_a_reply_in_a_thread_is_linked_with_the_message_that_began_it(play: Play) -> None:
    dialog = await opened(play, WORKER, WORDS, CHANNEL, thread="1699999999999")
    await dispatch(play.bot, play.roster, filled(WORKER, dialog, TYPED))
    await play.post_all()
    (opens,) = [one for one in buttons(play.shown("Action for C-1001")) if one["title"] == "Open the message"]
    assert "parentMessageId=1699999999999" in opens["url"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"text": " "}, "Write what is to be done."),
        ({"text": "x" * 1001}, "This is too long: 1001 characters; at most 1000."),
        ({"child": "another"}, "Choose the child, or type the reference."),
        ({"ref": "C-7777"}, 'No child has the reference "C-7777"'),
        ({"ref": "C-1003"}, "This child is not in your teams"),
        ({"owner": ""}, "Choose who is to do it."),
        ({"owner": "oid-nobody"}, "Choose who is to do it."),
        ({"due": ""}, "Choose by when it is to be done."),
        ({"due": "26.3."}, 'By when: "26.3." is not a date: write it as dd/mm/yyyy.'),
        ({"due": "2026-03-04"}, "4 March 2026 has passed; choose a day to come."),
        ({"due": "2036-03-04"}, "is too far off"),
    ],
)
async def test_what_is_wrong_is_said_on_the_form_with_what_was_typed(
    play: Play, typed: Mapping[str, str], sentence: str
) -> None:
    given = {**TYPED, **typed}
    again = await sent(play, WORKER, given)
    card = shown(again)
    assert sentence in read(card)
    assert again.title == "Create an action"
    for name in ("text", "ref", "owner"):
        assert value_of(card, name) == given.get(name, "")
    assert choices_of(card, "child") == ["C-1001 (AB)", "C-1002 (CD)", "Another child"]
    assert await kept(play) == 0

    mended = {"text": "Ring.", "child": "C-1002", "owner": WORKER.oid, "due": "2026-03-28"}
    ref = {"ref": ""} if "ref" in typed else {}
    press = filled(WORKER, again, {**mended, **ref})
    done = await dispatch(play.bot, play.roster, press)
    assert isinstance(done, Dialog)
    assert done.last == (
        "Action agreed for C-1002 (CD): Ring, Wren Worker, by 28 March 2026. "
        "It is not a working day; the last one before it is Fri 27 March 2026."
    )


async def test_a_reference_typed_goes_before_the_child_chosen_and_in_any_case(play: Play) -> None:
    assert "for C-1002 (CD)" in (await sent(play, WORKER, {**TYPED, "ref": "c-1002"})).last


async def test_a_form_delivered_three_times_makes_one_action_and_three_equal_answers(play: Play) -> None:
    press = filled(WORKER, await opened(play, WORKER), TYPED)
    replies = await asyncio.gather(*(dispatch(play.bot, play.roster, press) for _ in range(3)))
    assert len({reply.last for reply in replies if isinstance(reply, Dialog)}) == 1
    assert await kept(play) == 1
    await sent(play, WORKER, {**TYPED, "text": "Another thing."})
    assert await kept(play) == 2


@pytest.mark.parametrize(
    ("who", "may"),
    [(SUPPORT, True), (CHAIR, True), (EAST, True), (WORKER, True), (WEST, False), (VIEWER, None), (ADMIN, None)],
)
async def test_own_team_and_office_may_agree_an_action_others_may_not(
    play: Play, who: Person, may: bool | None
) -> None:
    if may is None:
        assert "Only the child's own social worker or team manager, business support" in read(
            shown(await opened(play, who))
        )
        forged = replace(filled(SUPPORT, await opened(play, SUPPORT), TYPED), caller=caller(who))
        assert "Only the child's own social worker" in read(shown(await reply_to(play, forged)))
    else:
        reply = await sent(play, who, {**TYPED, "ref": "C-1001"})
        assert (reply.card is None) is may
        assert may or "This child is not in your teams" in read(shown(reply))
    assert await kept(play) == (1 if may else 0)


async def reply_to(play: Play, press: Submission) -> Dialog:
    reply = await dispatch(play.bot, play.roster, press)
    assert isinstance(reply, Dialog)
    return reply


async def test_nobody_unknown_elsewhere_or_out_of_the_team_is_let_in(play: Play) -> None:
    assert "You are not in the people file, so you cannot agree an action" in read(shown(await opened(play, STRANGER)))
    where = "This can be done only on a message in the permanence channel."
    assert where in read(shown(await opened(play, EAST, WORDS, ELSEWHERE)))
    chat = Place("tenant", "a:chat", "http://127.0.0.1:1/", "personal")
    assert where in read(shown(await opened(play, EAST, WORDS, chat)))
    press = filled(EAST, await opened(play, EAST), TYPED)
    assert where in read(shown(await reply_to(play, replace(press, place=ELSEWHERE))))
    play.messenger.team = ()
    play.roster.forget()
    assert "not known to be, a member" in read(shown(await reply_to(play, press)))
    assert await kept(play) == 0
    async with play.bot.house.store.read() as work:
        assert await conversations.find(work, ELSEWHERE.conversation_id) is None
        assert await conversations.chat_of(work, EAST.oid) is None


async def test_before_a_channel_is_chosen_there_is_none_to_do_it_in(house: House, clock: Clock, play: Play) -> None:
    async with house.store.change() as work:
        await conversations.choose_permanence_channel(work, "none")
    assert "No permanence channel is set" in read(shown(await opened(play, EAST)))


async def test_opened_beside_no_message_or_by_an_unknown_name_it_says_so(play: Play) -> None:
    nowhere = DialogAsked("create_action", None, caller(EAST), CHANNEL)
    reply = await dispatch(play.bot, play.roster, nowhere)
    assert "This is opened on a message" in read(reply.card or {})
    reply = await dispatch(play.bot, play.roster, replace(nowhere, command="delete_all"))
    assert "another version of the app" in read(reply.card or {})
    reply = await dispatch(play.bot, play.roster, replace(nowhere, command=""))
    assert "another version of the app" in read(reply.card or {})
    play.bot.local = True
    reply = await dispatch(play.bot, play.roster, replace(nowhere, command=""))
    assert "This is opened on a message" in read(reply.card or {}), "the local client leaves the name out"


async def test_a_dialogs_data_is_sealed_as_a_buttons_is(play: Play) -> None:
    card = SEALED.on(shown(await opened(play, EAST)), CHANNEL.conversation_id)
    press = filled(EAST, Dialog(card), TYPED)
    assert SEALED.opened(press) is not None
    assert SEALED.opened(replace(press, data={**press.data, "message": "1"})) is None
    assert SEALED.opened(replace(press, place=ELSEWHERE)) is None


async def test_a_bug_in_a_dialog_is_a_sentence_in_it(play: Play, capsys: pytest.CaptureFixture[str]) -> None:
    class Broken(Roster):
        async def admit(self, bot: Bot, caller: object) -> None:
            raise LookupError("Amir Khan")

    reply = await dispatch(play.bot, Broken(play.messenger), filled(EAST, await opened(play, EAST), TYPED))
    assert isinstance(reply, Dialog)
    assert "tell your administrator" in read(shown(reply))
    assert "Khan" not in read(shown(reply))
    capsys.readouterr()
