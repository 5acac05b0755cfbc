"""A body is an activity or it is refused; nothing in it can break the bot."""

from __future__ import annotations

import contextlib
import gzip
import json

import pytest
from hypothesis import given, settings, strategies as st

from bot.teams.activities import MAX_DEPTH, Malformed, read_activity, read_json

PRESS = {
    "type": "invoke",
    "id": "1",
    "channelId": "msteams",
    "serviceUrl": "https://smba.trafficmanager.net/uk/",
    "from": {"id": "29:x", "aadObjectId": "o"},
    "conversation": {"id": "19:x"},
    "channelData": {"tenant": {"id": "t"}},
}


def nested(depth: int) -> bytes:
    return b'{"a":' * depth + b"1" + b"}" * depth


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"not json",
        b"[]",
        b"null",
        b"7",
        b'"text"',
        b"\xff\xfe",
        b'{"a": NaN}',
        b'{"a": Infinity}',
        b'{"a": ' + b"9" * 5000 + b"}",
        b"[" * 60_000,
        b'{"a":' * 20_000,
    ],
)
def test_what_is_not_a_bounded_json_object_is_malformed(raw):
    with pytest.raises(Malformed):
        read_json(raw)


def test_depth_is_read_up_to_the_limit():
    assert read_json(nested(MAX_DEPTH)) == json.loads(nested(MAX_DEPTH))
    assert read_json(nested(MAX_DEPTH + 2)) == json.loads(nested(MAX_DEPTH).replace(b"1", b"null"))


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        (b'{"a": "half \\ud83d an emoji"}', {"a": "half  an emoji"}),
        (b'{"a": ["nul\\u0000", 1, null]}', {"a": ["nul", 1, None]}),
        (b'{"\\u0000": 1, "a\\u200b": 2, "a": 3}', {"a": 3}),
        ('{"a": "Zoe\u0308\u202e"}'.encode(), {"a": "Zo\u00eb"}),
    ],
)
def test_every_text_is_cleaned_and_a_name_that_is_not_clean_is_none(raw, read):
    assert read_json(raw) == read


def test_a_wide_body_is_not_a_deep_one():
    assert len(read_json(json.dumps({"a": [{} for _ in range(500)]}).encode())["a"]) == 500


def test_words_in_every_script_are_kept():
    assert read_json('{"a": "Zoë \\u0142 \\ud83d\\ude00 ü"}'.encode())["a"] == "Zoë ł 😀 ü"


@pytest.mark.parametrize("missing", ["type", "channelId", "serviceUrl", "from", "conversation"])
@pytest.mark.parametrize("instead", [None, "", [], 7, {}])
def test_what_an_answer_needs_must_be_there(missing, instead):
    with pytest.raises(Malformed, match=r"missing|not a"):
        read_activity({**PRESS, missing: instead})


@pytest.mark.parametrize("wrong", [{"from": {"id": 7}}, {"conversation": {"id": ["x"]}}, {"from": {"name": "Priya"}}])
def test_without_a_sender_and_a_place_nobody_can_be_answered(wrong):
    with pytest.raises(Malformed):
        read_activity({**PRESS, **wrong})


@pytest.mark.parametrize("odd", [None, 7, True, "x", [], [7], [None], {}, {"id": 7}, {"a": 1}])
@pytest.mark.parametrize(
    "part",
    [
        "text",
        "id",
        "name",
        "replyToId",
        "recipient",
        "channelData",
        "entities",
        "attachments",
        "membersAdded",
        "action",
    ],
)
def test_what_no_answer_needs_and_is_oddly_shaped_is_not_there(part, odd):
    read = read_activity({**PRESS, part: odd})
    assert (read.conversation.id, read.from_property.id) == ("19:x", "29:x")
    assert isinstance(read.text, str | None)
    assert isinstance(read.channel_data, dict)
    assert read.members_added == read.members_removed == []


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)


@given(
    st.fixed_dictionaries({}, optional=dict.fromkeys([*PRESS, "value", "entities", "text", "membersAdded"], anything))
)
def test_no_shape_of_body_is_an_error_of_ours(changes):
    with contextlib.suppress(Malformed):
        assert read_activity({**PRESS, **changes}).channel_id


@pytest.mark.parametrize("raw", [b"{bad", b"[]", b"null", nested(99), b"[" * 60_000, b"{}", b"\xff"])
async def test_a_bad_body_is_answered_400(stage, raw):
    status, body = await stage.world.deliver(raw)
    assert status == 400
    assert set(body) == {"error"}
    assert stage.bot.turns == []


async def test_a_body_too_large_is_answered_413_before_it_is_read(stage):
    assert (await stage.world.deliver(b'{"a": "' + b"x" * 131_072 + b'"}'))[0] == 413


async def test_a_body_too_large_that_does_not_say_so_is_answered_413(stage):
    async def parts():
        for _ in range(40):
            yield b"x" * 8192

    world = stage.world
    headers = {"Content-Type": "application/json", **world.authorization()}
    async with world._session.post(world.bot_url, data=parts(), headers=headers) as response:
        assert response.status == 413


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
@pytest.mark.parametrize("body", [b"not compressed", gzip.compress(b"0" * 64_000_000)])
async def test_a_compressed_body_is_no_way_around_the_limits(stage, encoding, body):
    world = stage.world
    headers = {"Content-Encoding": encoding, **world.authorization()}
    status, _ = await world.deliver(body, headers)
    assert status in (400, 413)
    assert (await world.deliver(b"{}"))[0] == 400


@settings(max_examples=60)
@given(change=st.dictionaries(st.sampled_from([*PRESS, "value", "name", "entities", "text"]), anything, max_size=3))
async def test_no_activity_from_teams_is_answered_500(stage, change):
    world = stage.world
    activity = world.activity("invoke", world.person("Priya Shah").person, world.channel)
    activity["name"] = "adaptiveCard/action"
    status, _ = await world.deliver({**activity, **change})
    assert status in (200, 400, 401, 403)


PARTS = ["contentType", "content", "name", "type", "text", "mentioned"]
odd_parts = anything | st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(PARTS, anything)), max_size=3)


@settings(max_examples=60)
@given(
    st.fixed_dictionaries(
        {"text": anything}, optional=dict.fromkeys(["attachments", "entities", "value", "recipient"], odd_parts)
    )
)
async def test_no_message_of_a_person_is_met_with_silence(stage, change):
    world = stage.world
    world.connector.teams[world.team.id].installed = True
    activity = world.activity("message", world.person("Priya Shah").person, world.channel)
    before = len(world.connector.log)
    assert await world.deliver({**activity, **change}) == (200, None)
    assert len(world.connector.log) == before + 1
    assert "the reference" not in str(world.connector.log[-1].card)
