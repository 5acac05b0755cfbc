"""The calendar address: opened by the key of the invitation alone, and it says nothing about a child."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import icalendar
import pytest
from aiohttp import web
from pytest_aiohttp.plugin import AiohttpClient

from tab.pulse import Pulse
from tab.routes import routes
from tests.cards.strictness import buttons
from tests.cast import EAST, SUPPORT, staff, take_into_care
from tests.conftest import Clock
from tests.play import Play, open_play
from usecases.calendars.show_appointment import show_appointment
from usecases.house import House


@pytest.fixture
async def play(house: House, clock: Clock) -> Play:
    """A published sitting with two children of East's on it, in a house with a public address."""
    house = replace(house, public_url="https://permanence.example")
    await staff(house)
    await take_into_care(house, "C-1001", "East", date(2025, 11, 3), "QX")
    await take_into_care(house, "C-1003", "East", date(2025, 11, 17), "QX")
    play = await open_play(house, clock)
    await play.press(SUPPORT, await play.say(SUPPORT, "agenda"), "Publish and invite")
    await play.post_all()
    return play


def address(play: Play) -> str:
    """Where the invitation's calendar button leads, without the host."""
    [link] = [one for one in buttons(play.shown("Invitation to", "Erin East")) if one["type"] == "Action.OpenUrl"]
    assert link["title"] == "Put it in my calendar"
    return str(link["url"]).removeprefix("https://permanence.example")


async def client_of(play: Play, aiohttp_client: AiohttpClient):  # type: ignore[no-untyped-def]
    app = web.Application()
    app.add_routes(routes(play.bot.house, Pulse(play.clock)))
    return await aiohttp_client(app)


async def test_the_button_brings_the_managers_afternoon(play: Play, aiohttp_client: AiohttpClient) -> None:
    answer = await (await client_of(play, aiohttp_client)).get(address(play))
    assert answer.status == 200
    assert answer.content_type == "text/calendar"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    [event] = icalendar.Calendar.from_ical(await answer.text()).walk("VEVENT")
    assert f"{event.decoded('dtstart'):%Y-%m-%d %H:%M}" == "2026-01-08 13:30"
    assert f"{event.decoded('dtend'):%H:%M}" == "14:10"


async def test_no_child_is_in_it_and_not_the_key_either(play: Play, aiohttp_client: AiohttpClient) -> None:
    where = address(play)
    text = await (await (await client_of(play, aiohttp_client)).get(where)).text()
    for secret in ("C-1001", "C-1003", "QX", "entering care", where.removeprefix("/calendar/").removesuffix(".ics")):
        assert secret not in text


async def test_an_unknown_key_opens_nothing(play: Play, aiohttp_client: AiohttpClient) -> None:
    client = await client_of(play, aiohttp_client)
    for path in ("/calendar/unknown.ics", f"/calendar/{'x' * 500}.ics", "/calendar/.ics", "/calendar/a%2Fb.ics"):
        assert (await client.get(path)).status == 404


async def test_declining_cancels_it_with_a_higher_sequence(play: Play, aiohttp_client: AiohttpClient) -> None:
    client = await client_of(play, aiohttp_client)
    where = address(play)
    [before] = icalendar.Calendar.from_ical(await (await client.get(where)).text()).walk("VEVENT")
    form = await play.press(EAST, play.shown("Invitation to", "Erin East"), "Decline")
    await play.press(EAST, form, "Decline", {"reason": "In court"})
    gone = icalendar.Calendar.from_ical(await (await client.get(where)).text())
    [after] = gone.walk("VEVENT")
    assert gone["method"] == "CANCEL"
    assert before["uid"] == after["uid"]
    assert after["sequence"] > before["sequence"]


async def test_without_a_public_address_there_is_no_button(house: House, clock: Clock) -> None:
    await staff(house)
    await take_into_care(house, "C-1001", "East", date(2025, 11, 3))
    play = await open_play(house, clock)
    await play.press(SUPPORT, await play.say(SUPPORT, "agenda"), "Publish and invite")
    await play.post_all()
    assert "Put it in my calendar" not in [one["title"] for one in buttons(play.shown("Invitation to"))]
    assert await show_appointment(house, "") is None
