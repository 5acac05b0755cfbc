"""What Teams and the Playground send, and the Turn each becomes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.engine.messages import Installed, MemberLeft, Returned, Said, Submission, Uninstalled
from bot.teams import turns
from bot.teams.activities import read_activity

PLAYGROUND = json.loads((Path(__file__).parent / "playground.json").read_text(encoding="utf-8"))


def teams(kind: str, **more):
    body = {
        "type": kind,
        "id": "1700000000001",
        "channelId": "msteams",
        "serviceUrl": "https://smba.trafficmanager.net/uk/",
        "from": {"id": "29:1priya", "name": "Priya Shah", "aadObjectId": "oid-priya"},
        "recipient": {"id": "28:bot", "name": "Permanence"},
        "conversation": {
            "id": "19:panel@thread.tacv2;messageid=1699999999999",
            "conversationType": "channel",
            "isGroup": True,
            "tenantId": "tenant",
        },
        "channelData": {
            "tenant": {"id": "tenant"},
            "team": {"id": "19:team@thread.tacv2", "name": "Children's Services"},
            "channel": {"id": "19:panel@thread.tacv2", "name": "Panel"},
        },
    }
    return read_activity({**body, **more})


def mention(text="<at>Permanence</at>", who="28:bot"):
    return {"type": "mention", "mentioned": {"id": who, "name": "Permanence"}, "text": text}


@pytest.mark.parametrize(
    ("text", "entities", "said"),
    [
        ("<at>Permanence</at> my actions\n", [mention()], "my actions"),
        ("<at>Permanence</at>&nbsp;my\xa0 actions ", [mention()], "my actions"),
        ("my actions <at>Permanence</at>", [mention()], "my actions"),
        ("<at>Permanence (BCP) [test]*</at> due", [mention("<at>Permanence (BCP) [test]*</at>")], "due"),
        (
            "<at>Permanence</at> why <at>Tom Reed</at>",
            [mention(), mention("<at>Tom Reed</at>", "29:tom")],
            "why Tom Reed",
        ),
        ("permanence permanence", [], "permanence permanence"),
        ("a &amp; b", [], "a & b"),
        ("  ", [], ""),
        ("<at>Permanence</at>", [mention()], ""),
    ],
)
def test_the_mention_of_the_bot_is_taken_off_and_white_space_folded(text, entities, said):
    assert turns.message_turn(teams("message", text=text, entities=entities)).text == said


def test_a_message_in_a_thread_knows_the_channel_and_the_thread():
    turn = turns.message_turn(teams("message", text="due"))
    assert isinstance(turn, Said)
    place = turn.place
    assert place.conversation_id == place.channel_id == "19:panel@thread.tacv2"
    assert place.thread == "1699999999999"
    assert (place.kind, place.team_id, place.tenant_id) == ("channel", "19:team@thread.tacv2", "tenant")
    assert (place.team_name, place.channel_name) == ("Children's Services", "Panel")
    assert (turn.caller.oid, turn.caller.teams_id, turn.caller.name) == ("oid-priya", "29:1priya", "Priya Shah")


def test_a_personal_chat_has_no_team():
    conversation = {"id": "a:1chat", "conversationType": "personal", "tenantId": "tenant"}
    turn = turns.message_turn(
        teams("message", text="due", conversation=conversation, channelData={"tenant": {"id": "tenant"}})
    )
    assert (turn.place.kind, turn.place.team_id, turn.place.channel_id, turn.place.thread) == (
        "personal",
        None,
        None,
        None,
    )
    assert turn.place.conversation_id == "a:1chat"


def test_files_sent_with_a_message_are_named_and_where_they_are_and_nothing_else_is_a_file():
    file = {
        "contentType": "application/vnd.microsoft.teams.file.download.info",
        "contentUrl": "https://council-my.sharepoint.com/personal/p/Documents/caseload.xlsx",
        "name": "caseload.xlsx",
        "content": {"downloadUrl": "https://council-my.sharepoint.com/download?tempauth=1", "fileType": "xlsx"},
    }
    unnamed = {"contentType": file["contentType"], "content": file["content"]}
    odd = [{**file, "name": "../../etc/" + "x" * 200 + "\u202e.csv", "content": None}, {**file, "name": None}]
    odd += [unnamed, {**unnamed, "content": {"downloadUrl": "https://council.sharepoint.com/x"}}]
    others = [{"contentType": "text/html", "content": "<p>here</p>"}, {"contentType": "image/*"}, {}, "x"]
    turn = turns.message_turn(teams("message", text="here", attachments=[file, *others, *odd]))
    assert turn.text == "here"
    first, second, third, fourth, fifth = turn.attachments
    assert (first.name, first.address) == ("caseload.xlsx", "https://council-my.sharepoint.com/download?tempauth=1")
    assert second.name.startswith("xxx")
    assert second.name.endswith("x.csv")
    assert (len(second.name), second.address) == (100, "")
    assert [third.name, fourth.name, fifth.name] == ["caseload.xlsx", "the file.xlsx", "the file"]
    assert turn.beside == ("picture", "other")


def test_a_press_carries_its_verb_and_what_was_typed():
    data = {"action": "accept", "slot": 7, "note": "yes"}
    value = {"action": {"type": "Action.Execute", "verb": "accept", "data": data}, "trigger": "manual"}
    turn = turns.press_turn(teams("invoke", name="adaptiveCard/action", value=value, replyToId="170"))
    assert (turn.verb, turn.data, turn.activity_id, turn.delivery) == ("accept", data, "170", "1700000000001")


def test_a_press_without_a_verb_goes_by_its_data():
    value = {"action": {"type": "Action.Execute", "data": {"action": "accept"}}}
    assert turns.press_turn(teams("invoke", value=value)).verb == "accept"


def test_an_old_client_presses_by_message():
    turn = turns.message_turn(teams("message", value={"action": "accept", "slot": 7}, replyToId="170"))
    assert isinstance(turn, Submission)
    assert (turn.verb, turn.data["slot"], turn.activity_id) == ("accept", 7, "170")


@pytest.mark.parametrize("value", [None, [], "x", {}, {"action": None}, {"action": {}}, {"action": {"data": []}}])
def test_a_press_of_nothing_is_unusable(value):
    with pytest.raises(turns.Unusable):
        turns.press_turn(teams("invoke", value=value))


def test_somebody_without_an_object_id_has_no_rights_to_look_up():
    with pytest.raises(turns.Unusable):
        turns.message_turn(teams("message", text="due", **{"from": {"id": "29:x", "name": "Guest"}}))


def test_an_app_installed_by_a_policy_has_nobody_behind_it():
    turn = turns.installation_turn(teams("installationUpdate", action="add", **{"from": {"id": "28:policy"}}))
    assert turn.caller.oid == ""


@pytest.mark.parametrize(
    ("told", "repeated", "tenant"),
    [("t", "t", "t"), ("t", None, "t"), ("t", "other", ""), (None, "t", "t"), (None, None, "")],
)
def test_a_tenant_said_twice_must_be_the_same(told, repeated, tenant):
    conversation = {"id": "19:x"} | ({"tenantId": repeated} if repeated else {})
    data = {"tenant": {"id": told}} if told else {}
    assert turns.tenant(teams("message", conversation=conversation, channelData=data)) == tenant


@pytest.mark.parametrize(
    ("action", "kind"),
    [("add", Installed), ("add-upgrade", Installed), ("remove", Uninstalled), ("remove-upgrade", Uninstalled)],
)
def test_an_installation_names_the_channel_that_was_chosen(action, kind):
    turn = turns.installation_turn(
        teams(
            "installationUpdate",
            action=action,
            conversation={"id": "19:team@thread.tacv2", "conversationType": "channel", "tenantId": "tenant"},
            channelData={
                "tenant": {"id": "tenant"},
                "team": {"id": "19:team@thread.tacv2", "name": "Children's Services"},
                "settings": {"selectedChannel": {"id": "19:panel@thread.tacv2"}},
            },
        )
    )
    assert isinstance(turn, kind)
    assert turn.place.conversation_id == "19:panel@thread.tacv2"


def test_an_unknown_installation_action_is_nothing():
    assert turns.installation_turn(teams("installationUpdate", action="polish")) is None


def test_who_left_is_told_and_a_removed_bot_is_an_uninstallation():
    assert turns.roster_turn(teams("conversationUpdate", membersRemoved=[{"id": "29:tom"}])).teams_ids == ("29:tom",)
    assert isinstance(turns.roster_turn(teams("conversationUpdate", membersRemoved=[{"id": "28:bot"}])), Uninstalled)
    assert turns.roster_turn(teams("conversationUpdate", membersAdded=[{"id": "29:tom"}])).teams_ids == ("29:tom",)
    assert isinstance(turns.roster_turn(teams("conversationUpdate", membersAdded=[{"id": "28:bot"}])), Returned)


def told(event, channel="19:panel"):
    """What becomes of an event of the team that is told in General and names a channel."""
    data = {"tenant": {"id": "tenant"}, "team": {"id": "19:team"}, "channel": {"id": channel}, "eventType": event}
    general = {"id": "19:team", "conversationType": "channel", "tenantId": "tenant"}
    return turns.roster_turn(teams("conversationUpdate", channelData=data, conversation=general))


@pytest.mark.parametrize(
    ("event", "kind", "named"),
    [
        ("teamDeleted", Uninstalled, "19:team"),
        ("teamHardDeleted", Uninstalled, "19:team"),
        ("teamArchived", Uninstalled, "19:team"),
        ("channelDeleted", Uninstalled, "19:panel"),
        ("teamRestored", Returned, "19:team"),
        ("teamUnarchived", Returned, "19:team"),
        ("teamRenamed", Returned, "19:team"),
        ("channelRestored", Returned, "19:panel"),
        ("channelRenamed", Returned, "19:panel"),
        ("channelShared", Returned, "19:panel"),
    ],
)
def test_what_becomes_of_a_team_or_channel_is_told_of_what_the_event_names(event, kind, named):
    turn = told(event)
    assert isinstance(turn, kind)
    assert turn.place.conversation_id == named


def test_an_event_that_names_nothing_known_is_nothing():
    assert turns.roster_turn(teams("conversationUpdate")) is None


@pytest.mark.parametrize("name", PLAYGROUND)
def test_the_playgrounds_own_activities_become_the_same_turns(name):
    recorded = PLAYGROUND[name]
    activity = read_activity(recorded["activity"])
    read = {
        "message": turns.message_turn,
        "invoke": turns.press_turn,
        "installationUpdate": turns.installation_turn,
        "conversationUpdate": turns.roster_turn,
    }[activity.type]
    turn = read(activity)
    assert type(turn).__name__ == recorded["turn"]
    if turn is not None:
        for key, value in recorded["place"].items():
            assert getattr(turn.place, key) == value
    if isinstance(turn, MemberLeft):
        assert turn.teams_ids == ("user-id-0",)
