"""The three things asked of Teams, over real HTTP: post, update, and who is here."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp import web

from bot.engine.messages import DeliveryError, Place, Posted
from bot.teams.connector import ids_of
from tests.bot.teams.conftest import card, failed_post
from tests.loopback import Fault
from tests.loopback.cast import Person
from tests.loopback.serving import Served


async def test_a_post_to_a_channel_starts_a_thread_and_can_be_updated(stage, place):
    posted = await stage.messenger.post(place, card("before"), "A summary")
    await stage.messenger.update(place, posted, card("after"))
    thread, update = stage.world.connector.log
    assert (thread.kind, update.kind) == ("thread", "update")
    assert posted == Posted(f"{stage.world.channel.id};messageid={thread.activity_id}", thread.activity_id)
    assert thread.activity["summary"] == "A summary"
    assert "text" not in thread.activity
    assert "after" in stage.world.latest().words
    assert "before" not in stage.world.latest().words


async def test_a_post_to_a_chat_is_a_message_there(stage):
    priya = stage.world.person("Priya Shah")
    await stage.world.install(priya.chat, by=priya)
    posted = await stage.messenger.post(stage.bot.turns[0].place, card("for you"), "Something for you")
    assert posted.conversation_id == priya.chat.id
    assert "for you" in stage.world.latest(priya.chat).words


async def test_the_whole_roster_is_read_page_by_page(stage, place):
    stage.world.connector.page_size = 3
    people = {stage.world.person(f"Person {number}").person for number in range(10)}
    members = await stage.messenger.members(place)
    assert {member.oid for member in members} >= {person.oid for person in people}
    assert len(members) == len(set(members)) == 11
    assert all(member.teams_id.startswith("29:") and member.name for member in members)


async def test_a_roster_of_thousands_arrives_whole(stage, place):
    stage.world.connector.page_size = 500
    for number in range(2_000):
        stage.world.team.members.append(Person.named(f"Person {number} " + "of a long name " * 20))
    members = await stage.messenger.members(place)
    assert len({member.oid for member in members}) == 2_001


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"members": null}', '{"members": {}}', "not json"])
async def test_a_roster_that_cannot_be_read_is_not_an_empty_one(stage, place, body):
    stage.world.connector.fail(Fault(status=200, body=body))
    with pytest.raises(DeliveryError, match="roster"):
        await stage.messenger.members(place)


async def test_a_card_over_the_limit_is_refused_by_the_connector(stage, place):
    with pytest.raises(DeliveryError) as failed:
        await stage.messenger.post(place, card("x" * 60_000), "x")
    assert (failed.value.kind, failed.value.detail) == ("refused", "413 MessageSizeTooBig")


async def test_fifty_posts_use_one_connection(stage, place):
    before = set(stage.world.connector.connections)
    for number in range(50):
        await stage.messenger.post(place, card(str(number)), "x")
    assert stage.world.connector.connections == before
    assert len(before) == 1


async def test_a_redirect_is_not_followed_and_the_token_stays_here(stage, place):
    seen = []

    async def listen(request: web.Request) -> web.Response:
        seen.append(request.headers.get("Authorization"))
        return web.json_response({"id": "x"}, status=201)

    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", listen)
    thief = await Served.start(app)
    for status in (301, 302, 303, 307, 308):
        stage.world.connector.fail(Fault(status=status, location=f"{thief.address}/v3/conversations"))
        assert (await failed_post(stage, place)).kind == "refused"
    await thief.stop()
    assert seen == []


@pytest.mark.parametrize("url", ["https://evil.example/", "https://169.254.169.254/", "http://10.0.0.1:80/", "", "x"])
async def test_a_stored_service_url_is_checked_again_when_sending(stage, place, url):
    tampered = Place(**{**{f: getattr(place, f) for f in place.__slots__}, "service_url": url})
    assert (await failed_post(stage, tampered)).kind == "refused"
    with pytest.raises(DeliveryError):
        await stage.messenger.members(tampered)


async def test_a_hanging_connector_stops_nobody_else(stage, place):
    priya = stage.world.person("Priya Shah")
    stage.world.connector.fail(Fault(hang=True), when=lambda request: request.path.endswith("/v3/conversations"))
    hanging = asyncio.create_task(stage.messenger.post(place, card("x"), "x"))
    for number in range(5):
        assert (await priya.says(f"line {number}")).card
    assert not hanging.done()
    stage.world.connector.mend()
    with pytest.raises(DeliveryError) as failed:
        await hanging
    assert failed.value.kind == "ambiguous"


@pytest.mark.parametrize(
    ("answer", "named"),
    [
        ({"id": "19:x@thread.tacv2;messageid=17", "activityId": "17"}, ("19:x@thread.tacv2;messageid=17", "17")),
        ({"id": "19:x@thread.tacv2;messageid=17"}, ("19:x@thread.tacv2;messageid=17", "17")),
        ({"id": "17"}, ("", "17")),
        ({"id": "19:x@thread.tacv2"}, ("19:x@thread.tacv2", "")),
        ({}, ("", "")),
    ],
)
def test_the_message_is_found_wherever_an_answer_names_it(answer, named):
    assert ids_of(answer) == named
