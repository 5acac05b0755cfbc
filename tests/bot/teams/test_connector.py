"""Every way a send can go wrong is told apart, and the token never leaves for anywhere but the connector."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import aiohttp
import pytest
from aiohttp import web

from bot.engine.messages import DeliveryError, Place, Posted
from bot.teams.answers import card_message
from bot.teams.connector import Connector, SentBody
from tests.bot.teams.conftest import card, failed_post
from tests.loopback import Fault
from tests.loopback.cast import TENANT
from tests.loopback.serving import Served


async def failed_update(stage, place, posted) -> DeliveryError:
    with pytest.raises(DeliveryError) as failed:
        await stage.messenger.update(place, posted, card("y"))
    return failed.value


@pytest.mark.parametrize(("status", "kind"), [(429, "retry"), (412, "retry"), (401, "retry")])
async def test_what_was_certainly_not_posted_is_to_be_tried_again(stage, place, status, kind):
    stage.world.connector.fail(Fault(status=status), times=None)
    assert (await failed_post(stage, place)).kind == kind
    assert stage.world.connector.log == []


@pytest.mark.parametrize(("header", "seconds"), [("17", 17.0), ("2.5", 2.5), ("soon", None), (None, None), ("-3", 0.0)])
async def test_how_long_to_wait_is_passed_on(stage, place, header, seconds):
    stage.world.connector.fail(Fault(status=429, retry_after=header))
    assert (await failed_post(stage, place)).retry_after == seconds


@pytest.mark.parametrize("header", ["nan", "inf", "-inf", "tomorrow", "Wed, 99 Foo 2026", "1e999"])
async def test_a_wait_that_is_no_time_is_no_wait(stage, place, header):
    stage.world.connector.fail(Fault(status=429, retry_after=header))
    assert (await failed_post(stage, place)).retry_after is None


async def test_a_wait_may_be_given_as_a_date(stage, place):
    stage.world.connector.fail(Fault(status=429, retry_after=format_datetime(datetime.now(UTC) + timedelta(hours=1))))
    assert 3500 < (await failed_post(stage, place)).retry_after <= 3600
    stage.world.connector.fail(Fault(status=429, retry_after="Wed, 21 Oct 2015 07:28:00 GMT"))
    assert (await failed_post(stage, place)).retry_after == 0


async def test_a_post_that_only_queued_for_a_connection_was_never_sent(stage, place):
    world = stage.world
    world.connector.fail(Fault(hang=True))
    impatient = aiohttp.ClientTimeout(total=30, connect=0.05)
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit_per_host=1)) as session:
        connector = Connector(world.settings(anonymous=False), session, None, impatient)
        patient = Connector(world.settings(), session, None)
        hanging = asyncio.create_task(
            patient.start_thread(place.service_url, TENANT, world.channel.id, card_message(card("x")))
        )
        await until_asked(world)
        with pytest.raises(DeliveryError) as failed:
            await connector.start_thread(place.service_url, TENANT, world.channel.id, card_message(card("y")))
        assert failed.value.kind == "retry"
        world.connector.mend()
        with pytest.raises(DeliveryError):
            await hanging


async def until_asked(world) -> None:
    """The next request has reached the connector."""
    before = world.connector.requests
    async with asyncio.timeout(10):
        while world.connector.requests == before:  # noqa: ASYNC110  a hanging request tells nobody
            await asyncio.sleep(0.001)


@pytest.mark.parametrize("status", [500, 502, 503, 504, 408])
@pytest.mark.parametrize("accepted", [True, False])
async def test_a_post_that_a_gateway_answered_may_have_been_taken_and_mostly_was_not(stage, place, status, accepted):
    stage.world.connector.fail(Fault(status=status, accepted=accepted))
    assert (await failed_post(stage, place)).kind == "gateway"
    assert len(stage.world.connector.log) == accepted


async def test_unavailable_with_a_time_to_come_back_is_a_refusal_to_take_it(stage, place):
    stage.world.connector.fail(Fault(status=503, retry_after="5"))
    failed = await failed_post(stage, place)
    assert (failed.kind, failed.retry_after) == ("retry", 5.0)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("946080000", 3600.0),
        ("1e300", 3600.0),
        ("-5", 0.0),
        ("nan", None),
        ("soon", None),
        ("Fri, 31 Dec 2055 23:59:59 GMT", 3600.0),
        ("Fri, 31 Dec 99999 23:59:59 GMT", None),
    ],
)
async def test_a_time_to_come_back_is_obeyed_for_an_hour_at_most(stage, place, said, seconds):
    stage.world.connector.fail(Fault(status=429, retry_after=said))
    assert (await failed_post(stage, place)).retry_after == seconds


async def test_a_connection_that_broke_before_the_whole_was_sent_took_nothing():
    body = SentBody(b"a card")
    with pytest.raises(ConnectionResetError):
        await body.write_with_length(Broken(), None)
    assert not body.whole


class Broken:
    """A connection that is cut while it is written to."""

    async def write(self, chunk):
        raise ConnectionResetError


async def test_a_connection_cut_after_the_post_was_taken_is_ambiguous(stage, place):
    stage.world.connector.fail(Fault(reset=True, accepted=True))
    assert (await failed_post(stage, place)).kind == "ambiguous"
    (taken,) = stage.world.connector.log
    assert not taken.told


async def test_an_update_may_always_be_repeated(stage, place):
    posted = await stage.messenger.post(place, card("x"), "x")
    for fault in (Fault(status=500), Fault(status=504, accepted=True), Fault(reset=True), Fault(status=429)):
        stage.world.connector.mend()
        stage.world.connector.fail(fault, times=None)
        assert (await failed_update(stage, place, posted)).kind == "retry"


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (404, "ConversationNotFound", "gone"),
        (403, "BotNotInConversationRoster", "gone"),
        (403, "BotDisabledByAdmin", "gone"),
        (403, "ConversationBlockedByUser", "gone"),
        (403, "InvalidBotApiHost", "refused"),
        (403, "NotEnoughPermissions", "refused"),
        (400, "BadSyntax", "refused"),
        (413, "MessageSizeTooBig", "refused"),
        (405, "BadArgument", "refused"),
    ],
)
async def test_what_will_never_succeed_is_not_to_be_tried_again(stage, place, status, code, kind):
    stage.world.connector.fail(Fault(status=status, code=code))
    failed = await failed_post(stage, place)
    assert (failed.kind, failed.detail) == (kind, f"{status} {code}")


async def test_a_channel_a_message_and_a_team_that_are_no_more_are_gone(stage, place):
    stranger = Place(**{**{f: getattr(place, f) for f in place.__slots__}, "channel_id": "19:nowhere@thread.tacv2"})
    assert (await failed_post(stage, stranger)).kind == "gone"
    assert (await failed_update(stage, place, Posted(place.conversation_id, "1"))).kind == "gone"
    await stage.world.uninstall(by=stage.world.person("Priya Shah"))
    assert (await failed_post(stage, place)).kind == "gone"


async def test_a_connector_that_is_not_there_can_be_tried_again(staging):
    stage = await staging(anonymous=True)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        place = Place(TENANT, "19:x@thread.tacv2", nobody, "channel", channel_id="19:x@thread.tacv2")
        assert (await failed_post(stage, place)).kind == "retry"


@pytest.mark.parametrize(
    "body", ["", "null", "[]", "not json", '{"error": 7}', '{"error": {"code": ["x"]}}', "[" * 9999]
)
async def test_an_odd_answer_is_only_its_status(stage, place, body):
    stage.world.connector.fail(Fault(status=400, body=body))
    failed = await failed_post(stage, place)
    assert (failed.kind, failed.detail) == ("refused", "400")


async def test_an_error_never_repeats_what_the_other_side_wrote(stage, place):
    stage.world.connector.fail(Fault(status=400, code="Amir Khan 4 Elm Road"))
    assert "Khan" not in (await failed_post(stage, place)).detail


@pytest.mark.parametrize(
    "conversation", ["..", ".", "", "../teams", "a/b", "a?b=c", "a#b", "19:x;messageid=1", "%2e%2e"]
)
async def test_an_id_cannot_steer_the_address(staging, conversation):
    seen = []

    async def listen(request: web.Request) -> web.Response:
        seen.append(request.raw_path)
        return web.json_response({"id": "1"}, status=201)

    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", listen)
    sink = await Served.start(app)
    stage = await staging(anonymous=True)
    connector: Connector = stage.messenger._connector
    with contextlib.suppress(DeliveryError):
        await connector.send(f"{sink.address}/uk/", conversation, {"type": "message"})
    await sink.stop()
    for path in seen:
        head, _, tail = path.partition("/uk/v3/conversations/")
        assert head == ""
        assert tail.endswith("/activities")
        assert tail.count("/") == 1
        assert not {"?", "#", ";"} & set(tail)
