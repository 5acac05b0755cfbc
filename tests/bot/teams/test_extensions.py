"""The message extension at the edge: what Teams sends becomes a turn, what goes back is exactly what Teams reads."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.engine.messages import Dialog, DialogAsked, Reply, Result, Results, Searched, Submission
from bot.teams.plain_words import plain_words
from tests.bot.teams.conftest import card
from tests.loopback.cast import TENANT
from tests.loopback.extension import Extension, read_results, read_window

FETCH, SUBMIT, QUERY = "composeExtension/fetchTask", "composeExtension/submitAction", "composeExtension/query"
OTHER = "99999999-9999-4999-8999-999999999999"
FORM = {"action": "create_action", "message": "1", "text": "See the school"}


@pytest.fixture
def extension(stage):
    return Extension(stage.world, stage.world.person("Priya Shah"))


def replying(stage, reply):
    async def answer(turn):
        return reply

    stage.bot.reply = answer


async def test_a_command_chosen_on_a_message_is_a_dialog_asked_for_and_the_card_is_shown_in_it(stage, extension):
    replying(stage, Dialog(card("What is to be done"), "Create an action"))
    message = extension.message("<p>Ask the school <b>today</b></p>", replyToId="1699999999999")
    status, body = await extension.deliver(FETCH, {"commandId": "create_action", "messagePayload": message})
    assert status == 200
    assert body == {
        "task": {
            "type": "continue",
            "value": {
                "title": "Create an action",
                "height": "medium",
                "width": "medium",
                "card": {
                    "contentType": "application/vnd.microsoft.card.adaptive",
                    "content": card("What is to be done"),
                },
            },
        }
    }
    (turn,) = stage.bot.turns
    assert isinstance(turn, DialogAsked)
    assert (turn.command, turn.caller.name, turn.place.conversation_id) == (
        "create_action",
        "Priya Shah",
        stage.world.channel.id,
    )
    about = turn.about
    assert about is not None
    assert (about.id, about.thread, about.text) == ("1700000000001", "1699999999999", "Ask the school today")
    assert about.at == datetime(2026, 3, 2, 9, 12, 0, 123000, tzinfo=UTC)


async def test_a_form_sent_is_a_press_in_a_dialog_and_its_last_sentence_is_a_message(stage, extension):
    replying(stage, Dialog(title="Create an action", last="Action agreed."))
    value = {"commandId": "create_action", "data": FORM, "messagePayload": extension.message("x")}
    status, body = await extension.deliver(SUBMIT, value)
    assert (status, body) == (200, {"task": {"type": "message", "value": "Action agreed."}})
    (turn,) = stage.bot.turns
    assert isinstance(turn, Submission)
    assert (turn.verb, turn.dialog, turn.activity_id) == ("create_action", True, "1700000000001")
    assert turn.data == FORM


async def test_words_searched_for_are_a_list_with_previews_and_cards(stage, extension):
    replying(stage, Results(found=(Result("C-1001 (AB)", "Overdue <b>", card("shared")),)))
    status, body = await extension.deliver(
        QUERY, {"commandId": "find", "parameters": [{"name": "words", "value": "  C-10  01 "}]}
    )
    assert status == 200
    assert body == {
        "composeExtension": {
            "type": "result",
            "attachmentLayout": "list",
            "attachments": [
                {
                    "contentType": "application/vnd.microsoft.card.adaptive",
                    "content": card("shared"),
                    "preview": {
                        "contentType": "application/vnd.microsoft.card.thumbnail",
                        "content": {"title": "C-1001 (AB)", "text": "Overdue ‹b›"},
                    },
                }
            ],
        }
    }
    (turn,) = stage.bot.turns
    assert isinstance(turn, Searched)
    assert (turn.command, turn.words, turn.start) == ("find", "C-10 01", 0)


async def test_the_box_just_opened_searches_for_no_words_and_nothing_found_is_said(stage, extension):
    replying(stage, Results(sentence="Nothing of yours is due."))
    assert await extension.searches("", first=True) == "Nothing of yours is due."
    assert stage.bot.turns[0].words == ""


async def test_a_further_page_says_where_it_starts(stage, extension):
    replying(stage, Results())
    value = {"commandId": "find", "parameters": [{"name": "words", "value": "x"}], "queryOptions": {"skip": 25}}
    _, body = await extension.deliver(QUERY, value)
    assert read_results(body) == []
    assert stage.bot.turns[0].start == 25


async def test_a_plain_reply_is_shown_in_the_dialog_too(stage, extension):
    replying(stage, Reply(card("No")))
    status, body = await extension.deliver(FETCH, {"commandId": "create_action"})
    assert read_window(status, body, stage.world.channel).title == "Permanence"
    assert stage.bot.turns[0].about is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (FETCH, None),
        (FETCH, "create_action"),
        (FETCH, {"commandId": ["create_action"]}),
        (FETCH, {"commandId": "create_action", "messagePayload": "text"}),
        (FETCH, {"commandId": "create_action", "messagePayload": {}}),
        (FETCH, {"commandId": "create_action", "messagePayload": {"id": "9" * 65}}),
        (FETCH, {"commandId": "create_action", "messagePayload": {"id": 7}}),
        (SUBMIT, None),
        (SUBMIT, {"commandId": "create_action"}),
        (SUBMIT, {"commandId": "create_action", "data": "text"}),
        (SUBMIT, {"commandId": "create_action", "data": {}}),
        (SUBMIT, {"commandId": "create_action", "data": {"action": 7}}),
        (SUBMIT, {"commandId": "create_action", "data": FORM, "botMessagePreviewAction": "send"}),
        (QUERY, None),
        (QUERY, {"commandId": "find", "parameters": "words"}),
        (QUERY, {"commandId": "find", "parameters": ["words"]}),
        ("composeExtension/queryLink", {"url": "https://example.org"}),
        ("composeExtension/selectItem", {}),
        ("composeExtension/setting", {"state": "x"}),
    ],
)
async def test_what_says_too_little_or_was_never_offered_runs_nothing_and_says_so_in_its_own_form(
    stage, extension, name, value
):
    status, body = await extension.deliver(name, value)
    assert (status, stage.bot.turns) == (200, [])
    in_words = read_window(status, body, stage.world.channel).last if name in (FETCH, SUBMIT) else read_results(body)
    assert in_words.endswith(".")


@pytest.mark.parametrize("value", [{"name": "words", "value": 7}, {"name": "initialRun", "value": True}, {}])
async def test_words_that_are_no_text_are_no_words(stage, extension, value):
    replying(stage, Results())
    assert (await extension.deliver(QUERY, {"commandId": "find", "parameters": [value]}))[0] == 200
    assert stage.bot.turns[0].words == ""


@pytest.mark.parametrize("said", [None, 7, "yesterday", "2026-13-01"])
async def test_a_message_without_a_day_has_none(stage, extension, said):
    replying(stage, Dialog(card("x"), "x"))
    message = extension.message("x", createdDateTime=said, body=None)
    await extension.deliver(FETCH, {"commandId": "create_action", "messagePayload": message})
    about = stage.bot.turns[0].about
    assert (about.at, about.text) == (None, "")


@pytest.mark.parametrize("name", [FETCH, SUBMIT, QUERY])
@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"channelData": {"tenant": {"id": OTHER}}}, 403),
        ({"conversation": {"id": "19:x", "conversationType": "channel", "tenantId": OTHER}}, 403),
        ({"channelId": "webchat"}, 403),
        ({"serviceUrl": "https://evil.example/"}, 401),
        ({"from": {"id": "29:x", "name": "No object id"}}, 200),
    ],
)
async def test_an_extension_from_elsewhere_runs_nothing(stage, extension, name, change, status):
    value = {"commandId": "find", "data": FORM, "parameters": []}
    answered, body = await extension.deliver(name, value, **change)
    assert (answered, stage.bot.turns) == (status, [])
    assert status != 200 or "Teams did not say who you are" in str(body)
    assert TENANT != OTHER


async def test_an_unsigned_invoke_runs_nothing(stage, extension):
    activity = stage.world.activity("invoke", extension.visitor.person, stage.world.channel)
    status, _ = await stage.world.deliver({**activity, "name": QUERY, "value": {"commandId": "find"}}, headers={})
    assert status == 401
    assert stage.bot.turns == []


async def test_the_same_delivery_again_gets_the_same_answer_and_runs_once(stage, extension):
    replying(stage, Dialog(last="Action agreed."))
    activity = stage.world.activity("invoke", extension.visitor.person, stage.world.channel)
    sent = {**activity, "name": SUBMIT, "value": {"commandId": "create_action", "data": FORM}}
    assert await stage.world.deliver(sent) == await stage.world.deliver(sent)
    assert len(stage.bot.turns) == 1


@pytest.mark.parametrize("name", [FETCH, SUBMIT, QUERY])
async def test_what_dispatch_lets_through_is_said_in_the_extensions_own_form(stage, extension, name, capsys):
    async def fails(turn):
        raise LookupError("Amir Khan, 4 Elm Road")

    stage.bot.reply = fails
    status, body = await extension.deliver(name, {"commandId": "find", "data": FORM})
    assert status == 200
    said = read_results(body) if name == QUERY else read_window(status, body, stage.world.channel).last
    assert "tell your administrator" in said
    assert "Khan" not in str(body)
    capsys.readouterr()


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<p>One</p><p>Two&nbsp;three</p>", "One\nTwo three"),
        ("<div>a<br>b</div>", "a\nb"),
        ("<ul><li>a</li><li>b &amp; c</li></ul>", "a\nb & c"),
        ('<at id="0">Priya</at> will <em>ring</em>', "Priya will ring"),
        ('<attachment id="1">card</attachment>see above', "see above"),
        ("<style>p{}</style><script>alert(1)</script>x", "x"),
        ("a &lt; b", "a < b"),
        ("<!-- not said -->x", "x"),
        ("<a " * 10_000 + "x", "<a " * 10_000 + "x"),
        ("no markup\nat all", "no markup at all"),
        ("", ""),
    ],
)
def test_a_message_is_read_without_its_markup(markup, words):
    assert plain_words(markup) == words
