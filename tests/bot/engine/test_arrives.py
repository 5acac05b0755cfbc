"""What Teams really sends besides words: each is answered, by one sentence or by what was meant, never by silence."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from storage import actions
from tests.bot.engine.conftest import Live
from tests.cast import EAST, take_into_care
from tests.loopback import Visitor
from tests.loopback.cast import TENANT, Spot
from tests.loopback.extension import Extension, Window
from tests.loopback.shown import Shown

HELP = "What you can say"
REPLY = (
    '<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="1783379480258">'
    '<strong itemprop="mri" itemid="28:abc">Permanence</strong><span itemprop="time" itemid="1783379480258"></span>'
    '<p itemprop="preview">agenda: C-1001 (AB) is due on…</p></blockquote>\n'
)
FORWARD = '<blockquote itemscope itemtype="http://schema.skype.com/Forward"><p>agenda</p></blockquote>'
PICTURE = '<p><img alt="image" src="https://graph.microsoft.com/v1.0/chats/x/hostedContents/y/$value" itemid="z"></p>'
STICKER = '<p><img itemtype="http://schema.skype.com/Sticker" alt="Good job" src="https://statics.teams.cdn/s.png"></p>'
EMOJI = '<p><img itemscope itemtype="http://schema.skype.com/Emoji" itemid="smile" alt="&#128512;" src="x"></p>'
EMOJI_TAG = '<emoji id="smile" alt="\U0001f600" title="Smile"></emoji>'
SMILE = "\U0001f600"
FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
CARD = "application/vnd.microsoft.card.adaptive"


def in_html(markup: str) -> dict[str, Any]:
    """How Teams sends a message as it is shown, beside its text."""
    return {"contentType": "text/html", "content": markup}


async def sends(live: Live, who: Visitor, where: Spot, **more: Any) -> list[Shown]:
    """What the bot posts after this message; whatever it is, it is taken."""
    activity = live.world.activity(more.pop("type", "message"), who.person, where)
    before = len(live.world.connector.log)
    status, _ = await live.world.deliver({**activity, **more})
    assert status == 200
    return who.posted_since(before, where)


async def says(live: Live, *, where: Spot | None = None, **more: Any) -> str:
    """The words of the one card that answers."""
    (card,) = await sends(live, live.support, where or live.support.chat, **more)
    return card.words.replace("\\", "").strip()


QUOTING = {
    "merged": ("agenda: C-1001 (AB) is due on…\r\n\r\nhelp", REPLY + "<p>help</p>"),
    "in the text": (REPLY + "<p>help</p>", ""),
    "apart": ("help", REPLY + "<p>help</p>"),
    "only shown": ("", REPLY + "<p>help</p>"),
    "placeholder": ('<quoted messageId="1783379480258"/> help', ""),
    "two tags": ('<quoted messageId="1783379480258"></quoted>\n&nbsp;help', ""),
    "by reference": ("help", '<attachment id="1783379480258"></attachment><p>help</p>'),
}


async def test_a_reply_that_quotes_says_only_what_was_typed(live: Live) -> None:
    for kind, (text, markup) in QUOTING.items():
        reference = [{"contentType": "messageReference", "content": "{}", "id": "1783379480258"}]
        beside = [*([in_html(markup)] if markup else []), *(reference if "attachment" in markup else [])]
        said = await says(live, text=text, attachments=beside, entities=[{"type": "quotedReply", "quotedReply": {}}])
        assert said.startswith(HELP), kind


async def test_a_quoted_reply_in_the_channel_leaves_the_mention_out(live: Live) -> None:
    mention = '<span itemscope itemtype="http://schema.skype.com/Mention" itemid="0">Permanence</span>'
    entity = {
        "type": "mention",
        "text": "<at>Permanence</at>",
        "mentioned": {"id": live.world.bot_id, "name": "Permanence"},
    }
    said = await says(
        live,
        where=live.world.channel,
        text="<at>Permanence</at> agenda: C-1001 (AB)\r\n\r\nhelp",
        attachments=[in_html(f"{REPLY}<p>{mention}&nbsp;help</p>")],
        entities=[entity],
    )
    assert said.startswith(HELP)


async def test_a_mention_alone_or_without_its_words_shows_what_can_be_said(live: Live) -> None:
    bot = {"id": live.world.bot_id, "name": "Permanence"}
    named = {"type": "mention", "mentioned": bot}
    for text, entities in (
        ("<at>Permanence</at>", [{**named, "text": "<at>Permanence</at>"}]),
        ("<at>Permanence</at>&nbsp;\n", [named]),
        ("<at>Permanence</at> help", [{**named, "text": None}]),
        ('<at id="0">Permanence</at> help', []),
        ("@Permanence help", []),
        ("help", None),
        ("", []),
        (None, "none"),
        ({"a": 1}, []),
        ("\u200b\u00a0\u2060", []),
    ):
        assert (await says(live, where=live.world.channel, text=text, entities=entities)).startswith(HELP), text


async def test_a_command_is_known_however_it_was_typed_or_pasted(live: Live) -> None:
    pasted = ("h\u200bel\u00adp\u202e", "\ufeffhelp\u200f", "\uff48\uff45\uff4c\uff50", "help \ud83d", "he\x00lp")
    for typed in (*pasted, "<p>help</p>", "\u201chelp\u201d", "/help", "Help!", "help?"):
        assert (await says(live, text=typed)).startswith(HELP), typed


async def test_a_reference_is_known_however_it_was_typed_or_pasted(live: Live) -> None:
    await take_into_care(live.house, "C-1001", "East", live.clock().date())
    for typed in ("C\u20111001", "\uff23\uff0d\uff11\uff10\uff10\uff11", "c-10\u200b01", "C\u2013\u00ad1001"):
        assert "C-1001 (AB)" in await says(live, text=f"child\u00a0{typed}"), typed


UNREAD: tuple[tuple[str, list[dict[str, Any]]], ...] = (
    ("A picture", [{"contentType": "image/*", "contentUrl": "https://smba.example/v3/attachments/x/views/original"}]),
    ("A picture", [{"contentType": "image/png", "contentUrl": "x"}, in_html(PICTURE)]),
    ("A picture", [in_html(PICTURE)]),
    ("A picture", [in_html(STICKER)]),
    ("A picture", [{"contentType": "image/gif", "contentUrl": "https://media.giphy.com/x.gif", "name": "x"}]),
    ("A picture", [{"contentType": "application/vnd.microsoft.card.animation", "content": {}}]),
    ("A voice message", [{"contentType": "audio/mp4", "name": "voice.mp4"}]),
    (
        "A voice message",
        [in_html('<div itemtype="http://schema.skype.com/AudioMessage"><audio src="x"></audio></div>')],
    ),
    ("A video", [{"contentType": "video/mp4", "contentUrl": "x"}]),
    ("A card", [{"contentType": CARD, "content": {"type": "AdaptiveCard", "body": []}}]),
    ("A card", [{"contentType": "application/vnd.microsoft.card.thumbnail", "content": None}]),
    ("A card", [{"contentType": "application/vnd.microsoft.card.codesnippet"}]),
    ("A forwarded message", [{"contentType": "forwardedMessageReference", "content": "{}"}]),
    ("A forwarded message", [in_html(FORWARD)]),
    ("A table in a message", [in_html("<table><tbody><tr><td></td></tr></tbody></table>")]),
    ("A file that is shared", [{"contentType": "reference", "contentUrl": "https://council.sharepoint.com/a.xlsx"}]),
    ("A file that is shared", [{"contentType": "application/vnd.microsoft.teams.file.consent"}]),
    ("A contact", [{"contentType": "text/vcard", "content": "BEGIN:VCARD"}]),
    ("What is attached", [in_html('<attachment id="9c1d"></attachment>')]),
    ("What is attached", [{"contentType": "meetingReference"}]),
    ("What is attached", [{"contentType": None}, {}]),
    ("A picture and a voice message", [{"contentType": "image/png"}, {"contentType": "audio/mp4"}]),
)


async def test_what_cannot_be_read_is_told_in_one_sentence_and_nothing_besides(live: Live) -> None:
    for told, attachments in UNREAD:
        for where, text in ((live.support.chat, ""), (live.world.channel, "<at>Permanence</at>")):
            said = await says(live, where=where, text=text, attachments=attachments)
            assert said.startswith(f"{told} "), attachments
            assert "cannot be read here; " in said
            assert "\n" not in said
    said = await says(live, text="", entities=[{"type": "Place", "name": "Town hall"}])
    assert said.startswith("A place cannot be read here")


async def test_what_was_asked_beside_a_picture_is_answered_and_the_picture_is_told_of(live: Live) -> None:
    attachments = [{"contentType": "image/png", "contentUrl": "x"}, in_html(f"<p>help</p>{PICTURE}")]
    said = await says(live, text="help", attachments=attachments)
    assert said.startswith("A picture cannot be read here; write in words what you ask")
    assert HELP in said
    said = await says(live, text="look at this", attachments=attachments)
    assert said.startswith("A picture cannot be read here; ")
    assert '"look at this"' in said


async def test_an_emoji_is_a_word_and_no_picture(live: Live) -> None:
    said = await says(live, text="", attachments=[in_html(EMOJI)])
    assert said.startswith(HELP)
    assert "cannot be read" not in said


async def test_a_table_pasted_into_a_message_is_told_of(live: Live) -> None:
    table = "<table><tbody><tr><td>Child</td><td>Team</td></tr><tr><td>C-1001</td><td>East</td></tr></tbody></table>"
    said = await says(live, text="Child\r\nTeam\r\nC-1001\r\nEast", attachments=[in_html(table)])
    assert said.startswith("A table in a message cannot be read here; send an extract as a file")
    assert 'the reference "C-1001"' in said
    only_shown = await says(live, text="", attachments=[in_html(table)])
    assert only_shown == said


async def test_a_link_to_a_file_is_no_file(live: Live) -> None:
    for link in (
        "https://council.sharepoint.com/:x:/s/Permanence/EaBc?e=x1",
        "https://council-my.sharepoint.com/personal/x/Documents/caseload.xlsx",
        "https://1drv.ms/x/s!abc",
    ):
        assert "attach the file itself from your computer" in await says(live, text=link), link


async def test_a_message_that_was_edited_is_answered_as_often_as_it_is(live: Live) -> None:
    chat = live.support.chat
    original = live.world.activity("message", live.support.person, chat)

    async def becomes(event: str, text: str) -> list[Shown]:
        data = {**original["channelData"], "eventType": event}
        return await sends(
            live, live.support, chat, type="messageUpdate", id=original["id"], text=text, channelData=data
        )

    for text in ("help", "set up", "help", "set up"):
        (card,) = await becomes("editMessage", text)
        assert card.words.strip().startswith(HELP) is (text == "help")
    assert await becomes("undeleteMessage", "help") == []


async def test_somebody_teams_does_not_name_is_told_so(live: Live) -> None:
    told = "Teams did not say who you are, so nothing was done"
    invoke = live.world.activity("invoke", live.support.person, live.world.channel) | {"name": "adaptiveCard/action"}
    for sender in ({"id": "29:guest", "name": "Guest"}, {"id": "29:g", "aadObjectId": None}):
        assert (await says(live, text="due", **{"from": sender})).startswith(told)
        pressed = {"action": {"verb": "show_help", "data": {"action": "show_help"}}}
        status, body = await live.world.deliver({**invoke, "id": sender["id"], "value": pressed, "from": sender})
        assert (status, body["type"]) == (200, "application/vnd.microsoft.activity.message")
        assert body["value"].startswith(told)


async def test_another_bot_is_not_answered(live: Live) -> None:
    assert await sends(live, live.support, live.world.channel, text="help", **{"from": {"id": "28:other"}}) == []


async def test_a_button_that_sends_nothing_known_is_told_of_and_words_beside_it_are_heard(live: Live) -> None:
    for value in ("x", '{"verb": "x"}', "{x", [], ["show_help"], 7, 0, True, {}, {"a": 1}, {"action": 7}):
        assert (await says(live, text=None, value=value)).startswith("This button is not known here"), value
        assert (await says(live, text="help", value=value)).startswith(HELP), value


async def test_a_press_that_a_client_sends_as_text_is_understood(live: Live) -> None:
    card = (await live.support.says("help", live.support.chat)).card
    action, _ = card.action("show_help", {})
    activity = live.world.activity("invoke", live.support.person, live.support.chat) | {"name": "adaptiveCard/action"}
    data = json.dumps(action["data"])
    for value in ({"action": {"verb": "show_help", "data": data}}, json.dumps({"action": {"data": action["data"]}})):
        status, body = await live.world.deliver({**activity, "id": str(len(str(value))), "value": value})
        assert (status, body["type"]) == (200, CARD)
        assert "All that you can say" in json.dumps(body["value"])
    assert "All that you can say" in await says(live, text=None, value=data)


async def test_words_typed_into_a_card_of_elsewhere_are_said_back(live: Live) -> None:
    """A card that was forwarded, or made before the key was lost, takes nothing; what was typed can be copied."""
    data = {
        "action": "progress_action",
        "id": "7",
        "seal": "action,id:0123",
        "note": "Rang the\u200b school *twice*",
        "owner": "x",
    }
    activity = live.world.activity("invoke", live.support.person, live.world.channel) | {"name": "adaptiveCard/action"}
    sent = {**activity, "value": {"action": {"verb": "progress_action", "data": data}}}
    _, body = await live.world.deliver(sent)
    told = json.dumps(body["value"])
    assert "ask for the card again" in told
    assert "You had written:" in told
    assert "Rang the school \\\\*twice\\\\*" in told


async def test_a_press_of_nothing_known_leaves_the_card_and_says_so(live: Live) -> None:
    for action in (None, "x", [], {}, {"verb": None, "data": None}, {"verb": 7, "data": []}):
        activity = live.world.activity("invoke", live.support.person, live.world.channel)
        sent = {**activity, "name": "adaptiveCard/action", "value": {"action": action}}
        status, body = await live.world.deliver(sent)
        assert (status, body["type"]) == (200, "application/vnd.microsoft.activity.message")
        assert body["value"].startswith("This button is not known here")


async def test_a_meetings_chat_is_not_a_persons_own(live: Live) -> None:
    for kind in ("meeting", "groupChat", None):
        meeting = {"id": "19:meeting_x@thread.v2", "tenantId": TENANT, "conversationType": kind}
        live.world.connector.chats[meeting["id"]] = replace(live.support.chat, id=meeting["id"])
        activity = live.world.activity("message", live.support.person, live.support.chat)
        await live.world.deliver({**activity, "conversation": meeting, "text": "due"})
        said = [one.card for one in live.world.connector.log if one.conversation_id == meeting["id"]]
        assert "only in the permanence channel or in your own chat" in json.dumps(said[-1])


async def test_what_is_typed_into_a_form_is_kept_as_it_is_seen(live: Live) -> None:
    """On both databases: what no database takes is gone, and what carries meaning is there."""
    await take_into_care(live.house, "C-1001", "East", live.clock().date())
    east = live.world.person(EAST.name, oid=EAST.oid)
    extension = Extension(live.world, east)
    message = extension.message(f"{REPLY}<p>Ring&nbsp;the scho&shy;ol {EMOJI_TAG}&#8203;</p>")
    window = await extension.opens("create_action", message)
    assert value_of(window, "text") == f"Ring the school {SMILE}"
    names = f"Zoe\u0308, \u0645\u06cc\u200c\u062e\u0648 {FAMILY}{ENGLAND}"
    typed = f"Ring \u202ethe\x00 school\ud83d\r\nwith {names} C-1\u200b0"
    filled = {"text": typed, "ref": "\uff23-10\u00ad01", "owner": EAST.oid, "due": "2026-03-26"}
    (refused,) = await extension.sends(window, message, {**filled, "ref": "C-404"})
    assert "C-404" in refused.card.words
    kept = f"Ring the school\nwith Zo\u00eb, \u0645\u06cc\u200c\u062e\u0648 {FAMILY}{ENGLAND} C-10"
    assert value_of(refused, "text") == kept
    (done,) = await extension.sends(refused, message, filled)
    assert done.last
    async with live.house.store.read() as work:
        (action,) = await actions.everywhere(work)
    assert (action.text, action.child) == (kept, "C-1001")


def value_of(window: Window, name: str) -> str:
    (found,) = [one for one in window.card.action(window.card.verbs[0], {})[1] if one["id"] == name]
    return str(found["value"])
