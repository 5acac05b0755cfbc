"""The tracking sheet and minutes come as files in one's own chat: offered, agreed to, put where Teams said."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document

from permanence.panel.sitting import CLOSED
from permanence.subject import Subject
from serving import running
from tests.afternoon import afternoon
from tests.cast import SUPPORT, WEST
from tests.conftest import Clock
from tests.loopback import TeamsWorld, Visitor
from tests.loopback.files import FileHost
from usecases.documents.make_file import FileAsked, make_file, minutes_meant
from usecases.house import House

OPENED = "https://council-my.sharepoint.com/personal/sam/Documents/file"


@dataclass
class Office:
    world: TeamsWorld
    host: FileHost
    house: House
    support: Visitor

    async def offered(self, who: Visitor, words: str) -> dict[str, Any]:
        """What Teams is asked to offer after these words."""
        before = len(self.world.connector.log)
        await who.says(words, who.chat)
        [post] = self.world.connector.log[before:]
        return dict(post.activity["attachments"][0])

    async def answers(
        self, who: Visitor, offer: dict[str, Any], address: str = "", *, accept: bool = True, **context: str
    ) -> str:
        """The person agrees, or not; what the bot says then."""
        before = len(self.world.connector.log)
        activity = self.world.activity("invoke", who.person, who.chat)
        kind = "acceptContext" if accept else "declineContext"
        value: dict[str, Any] = {"type": "fileUpload", "action": "accept" if accept else "decline"}
        value["context"] = {**offer["content"][kind], **context}
        if accept:
            value["uploadInfo"] = {"uploadUrl": address, "contentUrl": OPENED, "name": offer["name"], "uniqueId": "1"}
        activity |= {"name": "fileConsent/invoke", "value": value}
        status, body = await self.world.deliver(activity)
        assert (status, body) == (200, None)
        [post] = self.world.connector.log[before:]
        return "\n".join(str(one.get("text", "")) for one in _nodes(post.card)) + str(post.card.get("actions", ""))

    def at(self, path: str) -> str:
        return f"{self.host.address}/{path}"


def _nodes(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, list):
        return [found for one in node for found in _nodes(one)]
    return [node, *(found for one in node.values() for found in _nodes(one))] if isinstance(node, dict) else []


@pytest.fixture
async def office(house: House, clock: Clock) -> AsyncIterator[Office]:
    """A sitting of 12 March 2026 is closed; it is the Monday after."""
    await afternoon(house.store, state=CLOSED)
    clock.now = datetime(2026, 3, 16, 9, tzinfo=UTC)
    async with TeamsWorld() as world, FileHost() as host:
        settings = world.settings(allow_loopback_files=True)
        async with running(house, settings, clock, local=False) as product:
            await world.serve(product.app)
            yield Office(world, host, house, world.person(SUPPORT.name, oid=SUPPORT.oid))


async def test_the_tracking_sheet_is_offered_and_put_where_teams_said(office: Office) -> None:
    offer = await office.offered(office.support, "tracking sheet")
    assert offer["name"] == "tracking-sheet-2026-03-16.xlsx"
    assert offer["content"]["description"].startswith("The tracking sheet: 3 children and every action")
    said = await office.answers(office.support, offer, office.at("up/sheet?tempauth=secret"))
    assert "The file is in your OneDrive." in said
    assert OPENED in said
    with ZipFile(BytesIO(office.host.sent["sheet"])) as workbook:
        assert b"C-0001" in b"".join(workbook.read(name) for name in workbook.namelist())
    [(path, headers)] = office.host.asked
    assert path == "/up/sheet?tempauth=secret"
    size = len(office.host.sent["sheet"])
    assert headers["Content-Range"] == f"bytes 0-{size - 1}/{size}"
    assert "Authorization" not in headers, "the address is the key; no token goes along"


async def test_the_minutes_of_a_day_come_as_a_document(office: Office) -> None:
    offer = await office.offered(office.support, "minutes 12 March 2026")
    assert offer["name"].endswith(".docx")
    await office.answers(office.support, offer, office.at("up/minutes"))
    document = Document(BytesIO(office.host.sent["minutes"]))
    assert "12 March 2026" in "\n".join(one.text for one in document.paragraphs)
    last = await office.offered(office.support, "minutes")
    assert last["name"] == offer["name"], "without a day the last sitting's"


async def test_who_says_no_gets_nothing(office: Office) -> None:
    offer = await office.offered(office.support, "tracking sheet")
    assert "No file was sent." in await office.answers(office.support, offer, accept=False)
    assert office.host.asked == []


@pytest.mark.parametrize("path", ["status/404", "status/202", "status/500", "to?where=/up/elsewhere"])
async def test_a_place_that_does_not_take_it_is_said_and_not_followed(office: Office, path: str) -> None:
    offer = await office.offered(office.support, "tracking sheet")
    assert "did not take the file" in await office.answers(office.support, offer, office.at(path))
    assert len(office.host.asked) == 1
    assert office.host.sent == {}


@pytest.mark.parametrize(
    "address",
    ["", "https://evil.example/up/x", "http://council-my.sharepoint.com/up", "https://sharepoint.com.evil.example/up"],
)
async def test_it_is_sent_to_hosts_of_teams_only(office: Office, address: str) -> None:
    offer = await office.offered(office.support, "tracking sheet")
    said = await office.answers(office.support, offer, address)
    assert "where the bot may not send it" in said
    assert office.host.asked == []


async def test_an_offer_that_was_changed_on_its_way_sends_nothing(office: Office) -> None:
    offer = await office.offered(office.support, "tracking sheet")
    said = await office.answers(office.support, offer, office.at("up/x"), file="minutes:2026-03-12")
    assert "was changed on its way" in said
    assert office.host.asked == []


async def test_somebody_else_gets_what_they_may_see_or_nothing(office: Office) -> None:
    west = office.world.person(WEST.name, oid=WEST.oid)
    offer = await office.offered(west, "tracking sheet")
    assert offer["content"]["description"].startswith("The tracking sheet: 1 child and every action")
    before = len(office.world.connector.log)
    await west.says("minutes 12 March 2026", west.chat)
    assert "consent" not in office.world.connector.log[before].activity["attachments"][0]["contentType"]


async def test_the_minutes_meant_are_of_a_day_there_was_a_sitting(office: Office) -> None:
    today = date(2026, 3, 16)
    assert await minutes_meant(office.house, "", today) == Subject("minutes", "2026-03-12")
    made = await make_file(office.house, FileAsked(SUPPORT.oid, Subject("minutes", "2026-03-12"), today))
    assert made.said == "The minutes of the sitting of Thu 12 March 2026."
