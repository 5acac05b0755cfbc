"""The feed's address: opened by its key while it lasts, it says when and which panel, and nothing about a child."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient
from pytest_aiohttp.plugin import AiohttpClient

from permanence.people.person import Person
from storage import feeds, people
from storage.panel import invitations, sittings
from tab.pulse import Pulse
from tab.routes import routes
from tests.cards.strictness import buttons
from tests.cast import CHAIR, EAST, SUPPORT, WEST, staff, take_into_care
from tests.conftest import Clock
from tests.play import Card, Play, open_play
from tests.records.calendars import events, read_calendar
from usecases.calendars.show_appointment import organizer
from usecases.calendars.show_feed import KEPT, show_feed
from usecases.house import House

KEYS = {EAST: "e" * 64, WEST: "d" * 64, SUPPORT: "c" * 64}
Client = TestClient[web.Request, web.Application]


@pytest.fixture
async def play(house: House, clock: Clock) -> Play:
    """A published sitting with children of East's and of West's, and three people with an address."""
    house = replace(house, public_url="https://permanence.example")
    await staff(house)
    await take_into_care(house, "C-1001", "East", date(2025, 11, 3), "QX")
    await take_into_care(house, "C-1003", "West", date(2025, 11, 17), "QX")
    play = await open_play(house, clock)
    await play.press(SUPPORT, await play.say(SUPPORT, "agenda"), "Publish and invite")
    await play.post_all()
    async with house.store.change() as work:
        for person, key in KEYS.items():
            await feeds.change(work, person.oid, 0, key, clock())
    return play


@pytest.fixture
async def client(play: Play, aiohttp_client: AiohttpClient) -> Client:
    app = web.Application()
    app.add_routes(routes(play.bot.house, Pulse(play.clock)))
    return await aiohttp_client(app)


async def feed(client: Client, who: Person) -> icalendar.Calendar:
    answer = await client.get(f"/calendar/feed/{KEYS[who]}.ics")
    assert (answer.status, answer.content_type) == (200, "text/calendar")
    return icalendar.Calendar.from_ical(await answer.text())


async def test_a_manager_sees_their_own_invitations_and_business_support_every_sitting(client: Client) -> None:
    [east] = (await feed(client, EAST)).walk("VEVENT")
    [west] = (await feed(client, WEST)).walk("VEVENT")
    [whole] = (await feed(client, SUPPORT)).walk("VEVENT")
    assert f"{east.decoded('dtstart'):%Y-%m-%d %H:%M} {east.decoded('dtend'):%H:%M}" == "2026-01-08 13:30 13:50"
    assert f"{west.decoded('dtstart'):%H:%M} {west.decoded('dtend'):%H:%M}" == "13:50 14:10"
    assert f"{whole.decoded('dtstart'):%H:%M} {whole.decoded('dtend'):%H:%M}" == "13:30 16:30"
    assert len({east["uid"], west["uid"], whole["uid"]}) == 3


async def test_no_child_is_in_it_nor_a_name_nor_a_key(client: Client) -> None:
    for who in KEYS:
        text = await (await client.get(f"/calendar/feed/{KEYS[who]}.ics")).text()
        for secret in ("C-1001", "C-1003", "QX", "entering care", "Erin", KEYS[who]):
            assert secret not in text


async def test_the_feed_and_the_single_file_are_the_same_appointment(client: Client, play: Play) -> None:
    async with play.bot.house.store.read() as work:
        sitting = await sittings.current(work, date(2026, 1, 8))
        assert sitting is not None
        [mine] = [one for one in await invitations.of(work, sitting.id) if one.manager == EAST.oid]
    [single] = icalendar.Calendar.from_ical(await (await client.get(f"/calendar/{mine.calendar_key}.ics")).text()).walk(
        "VEVENT"
    )
    [in_feed] = (await feed(client, EAST)).walk("VEVENT")
    assert single.to_ical() == in_feed.to_ical()


async def test_declining_cancels_it_there_with_a_higher_sequence(client: Client, play: Play) -> None:
    [before] = (await feed(client, EAST)).walk("VEVENT")
    form = await play.press(EAST, play.shown("Invitation to", "Erin East"), "Decline")
    await play.press(EAST, form, "Decline", {"reason": "In court"})
    after_all = await feed(client, EAST)
    [after] = after_all.walk("VEVENT")
    assert after_all["method"] == "PUBLISH"
    assert (after["uid"], after["status"]) == (before["uid"], "CANCELLED")
    assert after["sequence"] > before["sequence"]
    [sitting] = (await feed(client, SUPPORT)).walk("VEVENT")
    assert sitting["status"] == "CONFIRMED"


async def test_a_key_that_was_replaced_or_switched_off_opens_nothing(client: Client, play: Play) -> None:
    path = f"/calendar/feed/{KEYS[EAST]}.ics"
    for version, key in ((1, "b" * 64), (2, None)):
        async with play.bot.house.store.change() as work:
            assert await feeds.change(work, EAST.oid, version, key, play.clock())
        answer = await client.get(path)
        assert (answer.status, await answer.text()) == (404, "There is no calendar at this address.")
        path = f"/calendar/feed/{key}.ics"


async def test_an_unknown_key_and_one_of_somebody_who_has_left_open_nothing(client: Client, play: Play) -> None:
    for path in ("unknown", "x" * 500, "", "a%2Fb", "None"):
        assert (await client.get(f"/calendar/feed/{path}.ics")).status == 404
    async with play.bot.house.store.change() as work:
        await people.retire(work, EAST.oid)
    assert (await client.get(f"/calendar/feed/{KEYS[EAST]}.ics")).status == 404


async def test_what_is_long_past_is_no_longer_in_it(play: Play) -> None:
    held = date(2026, 1, 8)
    for today, expected in ((held + KEPT, 1), (held + KEPT + timedelta(days=1), 0)):
        for who in (EAST, SUPPORT):
            found = await show_feed(play.bot.house, KEYS[who], today)
            assert found is not None
            assert len(found) == expected


async def test_a_sitting_stood_down_is_cancelled_for_everybody_with_a_higher_sequence(
    client: Client, play: Play
) -> None:
    before = {who.oid: (await feed(client, who)).walk("VEVENT")[0] for who in KEYS}
    card = await play.say(SUPPORT, "sitting")
    form = await play.press(SUPPORT, card, next(b["title"] for b in buttons(card) if b["verb"] == "show_move_form"))
    await play.press(SUPPORT, form, "Stand it down", {"reason": "The building is closed"})
    for who in KEYS:
        [after] = (await feed(client, who)).walk("VEVENT")
        assert (after["uid"], after["status"]) == (before[who.oid]["uid"], "CANCELLED")
        assert after["sequence"] > before[who.oid]["sequence"]
        assert "building" not in after.to_ical().decode()


async def single(client: Client, play: Play, who: Person) -> icalendar.Calendar:
    async with play.bot.house.store.read() as work:
        sitting = await sittings.current(work, date(2026, 1, 8)) or (await sittings.announced_since(work, date.min))[0]
        [mine] = [one for one in await invitations.of(work, sitting.id) if one.manager == who.oid]
    return icalendar.Calendar.from_ical(await (await client.get(f"/calendar/{mine.calendar_key}.ics")).text())


async def stand(client: Client, play: Play) -> list[tuple[str, str, str]]:
    """How East's, West's and business support's appointment stands: its status and its times; and so in its file."""
    found = []
    for who in KEYS:
        [event] = (await feed(client, who)).walk("VEVENT")
        found.append((str(event["status"]), *(f"{event.decoded(at):%H:%M}" for at in ("dtstart", "dtend"))))
    for who in (EAST, WEST):
        file = await single(client, play, who)
        assert (file["method"], file.walk("VEVENT")[0]["status"]) == ("PUBLISH", "CONFIRMED")
    return found


async def put_off(play: Play, record: Card, which: str) -> Card:
    """Record that an item was not heard; the record after it."""
    item = await play.press(CHAIR, record, which)
    form = await play.press(CHAIR, item, "Not heard")
    item = await play.press(CHAIR, form, "Save", {"reason": "The carer was ill."})
    return await play.press(CHAIR, item, "Back to the sitting")


async def test_what_is_recorded_corrected_or_handed_over_after_the_day_leaves_who_was_there_as_they_were(
    client: Client, play: Play
) -> None:
    before = await stand(client, play)
    assert {status for status, _, _ in before} == {"CONFIRMED"}
    play.clock.now = datetime(2026, 1, 8, 17, tzinfo=UTC)
    record = await put_off(play, await play.say(CHAIR, "record"), "Record")
    assert await stand(client, play) == before
    record = await put_off(play, record, "Record")
    closed = await play.press(CHAIR, record, "Close the sitting")
    assert await stand(client, play) == before
    form = await play.press(CHAIR, closed, "Correct the record")
    await play.press(CHAIR, form, "Open it again", {"reason": "Who was there."})
    assert await stand(client, play) == before
    form = await play.press(SUPPORT, await play.say(SUPPORT, "away"), "Enter an absence")
    form = await play.press(SUPPORT, form, "Next", {"person": EAST.oid})
    typed = {"starts": "2026-01-08", "until": "2026-01-16", "deputy": WEST.oid}
    await play.press(SUPPORT, form, "Save", typed)
    assert await stand(client, play) == before


async def test_the_panels_own_mailbox_calls_the_sitting_and_no_person_is_named(client: Client, play: Play) -> None:
    for who in KEYS:
        text = await (await client.get(f"/calendar/feed/{KEYS[who]}.ics")).read()
        [event] = events(read_calendar(text))
        assert event.one("ORGANIZER")[1] == "mailto:no-reply@permanence.example"
        assert [one.email for one in (EAST, WEST, SUPPORT) if one.email and one.email in text.decode()] == []


@pytest.mark.parametrize(
    ("mailbox", "public", "named"),
    [
        ("panel@council.example", "https://bot.council.example", "panel@council.example"),
        ("", "https://bot.council.example:8443/teams", "no-reply@bot.council.example"),
        ("", "https://[::1]", "no-reply@permanence.invalid"),
        ("", "", "no-reply@permanence.invalid"),
    ],
)
def test_without_a_mailbox_an_address_that_nobody_reads_is_named(
    house: House, mailbox: str, public: str, named: str
) -> None:
    assert organizer(replace(house, panel_email=mailbox, public_url=public)) == named
