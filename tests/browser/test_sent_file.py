"""A file in one's own chat, played in the real Playground: what it would change is shown, then it is imported."""

from __future__ import annotations

import json
import os
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest_asyncio
from playwright.async_api import Browser, Locator

from tests.browser.playground import PATIENCE, Client
from tests.loopback.files import FileHost
from tests.records.books import child, workbook
from tests.tools.playing import running
from tools.children import free_port
from tools.saying import ROOT

PICTURE = ROOT / "docs" / "pictures" / "upload.png"
FILE = "application/vnd.microsoft.teams.file.download.info"


@dataclass(slots=True)
class Chat:
    """The local person's own chat, and where the files are."""

    window: Client
    host: FileHost

    async def sends(self, name: str, data: bytes) -> None:
        """Attach a file. The Playground's box for words takes none, so its custom activity is sent, as Teams' is."""
        page, window = self.window.page, self.window
        window.said, window.received = "", []
        await page.get_by_role("button", name="Mock an Activity").click()
        async with page.expect_response(lambda answer: "/customActivities/template" in answer.url) as given:
            await page.get_by_role("menuitem", name="Custom activity").click()
        activity = await (await given.value).json()
        content = {"downloadUrl": self.host.keep(name, data), "uniqueId": "1", "fileType": name.rpartition(".")[2]}
        activity |= {
            "type": "message",
            "text": "",
            "channelData": {"tenant": {"id": activity["conversation"]["tenantId"]}},
            "attachments": [{"contentType": FILE, "name": name, "contentUrl": "", "content": content}],
        }
        editor = page.get_by_role("dialog").get_by_role("textbox")
        await editor.focus()
        await page.keyboard.press("ControlOrMeta+a")
        await page.keyboard.press("Delete")
        await page.keyboard.insert_text(json.dumps(activity))
        async with page.expect_response(lambda answer: answer.url.endswith("/customActivities")) as sent:
            await page.get_by_role("button", name="Send activity").click()
        assert (await sent.value).request.post_data_json["attachments"] == activity["attachments"]

    async def words(self, card: Locator) -> str:
        return await self.window.words(card)


@pytest_asyncio.fixture(loop_scope="session")
async def chat(chromium: Browser, tmp_path: Path) -> AsyncIterator[Chat]:
    page, bot = free_port(), free_port()
    with running(tmp_path, page, bot):
        context = await chromium.new_context(
            viewport={"width": 1280, "height": 1100}, locale="en-GB", timezone_id="Europe/London"
        )
        await context.route(lambda url: not url.startswith("http://127.0.0.1:"), lambda route: route.abort())
        window = Client(await context.new_page(), "Permanence")
        window.page.set_default_timeout(PATIENCE)
        await window.open(f"http://127.0.0.1:{page}")
        await window.open_chat()
        async with FileHost() as host:
            yield Chat(window, host)
        await context.close()


async def test_a_file_is_previewed_corrected_and_imported_in_ones_own_chat(chat: Chat) -> None:
    rows = [child(child=f"N-{number}") for number in range(1, 4)]
    spelt_wrongly = child(child="N-4", legal_status="Interim care ordrs")
    await chat.sends("caseload.xlsx", workbook(*rows, spelt_wrongly))
    card = await chat.window.card("What your file would change", "3 children new to the record", "1 row refused")
    told = await chat.words(card)
    assert 'nearest known: "Interim care orders"' in told
    assert "Nothing is written yet" in told
    if os.environ.get("KEEP_PICTURES"):
        await chat.window.picture(PICTURE, card, whole=True)
    await chat.window.press(card, "Import this")
    await chat.window.card("The file you sent", "Written as import")

    await chat.window.say("child N-1")
    assert "In care" in await chat.words(await chat.window.card("N-1", "Legal status"))

    await chat.sends("caseload.xlsx", workbook(*rows, child(child="N-4", legal_status="C1")))
    corrected = await chat.window.card(
        "What your file would change", "1 child new to the record", "3 children unchanged"
    )
    await chat.window.press(corrected, "Leave it")
    await chat.window.card("The file you sent", "Left: nothing was written.")

    await chat.sends("sign-in.xlsx", b"<!DOCTYPE html><html>Sign in</html>")
    assert re.search("is a web page", await chat.words(await chat.window.card("sign-in.xlsx")))
