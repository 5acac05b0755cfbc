"""An action made of a message and a child shared from the search box, through the real Playground."""

from __future__ import annotations

import json
import os
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, expect

from tests.browser.play import PICTURES, played
from tests.browser.playground import COMPOSER, Client
from tools.run import CHANNEL

INVOKE = "/_conversation/v1/invoke"


@dataclass(slots=True)
class Writer:
    """Somebody who writes messages in the channel and uses the app on them."""

    window: Client

    @property
    def page(self) -> Page:
        return self.window.page

    async def posts(self, words: str) -> Locator:
        """A new post to everybody, the bot not mentioned."""
        await self.page.locator(COMPOSER).first.click()
        await self.page.keyboard.type(words)
        await self.page.get_by_role("button", name="Post", exact=True).first.click()
        post = self.page.get_by_role("group").filter(has_text=words).first
        await expect(post).to_be_visible()
        return post

    async def opens_the_dialog(self, post: Locator) -> Locator:
        """The app's action command on this post. The Playground reads no manifest: its name is left out."""
        await post.get_by_role("button", name="Show more information").first.click()
        await self.page.get_by_role("menuitem", name="Action Command").click()
        await self.page.get_by_role("button", name="Create", exact=True).click()
        dialog = self.page.get_by_role("dialog")
        await expect(dialog.get_by_role("button", name="Create the action")).to_be_visible()
        return dialog

    async def sends(self, dialog: Locator) -> dict[str, Any]:
        """The dialog's button pressed, and what the bot answered the Playground with."""
        async with self.page.expect_response(lambda answer: answer.url.endswith(INVOKE)) as answered:
            await self.window.press(dialog, "Create the action")
        task: dict[str, Any] = json.loads(await (await answered.value).text())["task"]
        return task

    async def searches(self, words: str) -> None:
        """Type these words into the app's search box, from beside the box where a new post is written."""
        await self.page.get_by_role("button", name="Trigger Message Extension App").first.click()
        await self.page.get_by_role("menuitem", name="Search Command").click()
        await self.page.get_by_placeholder("Enter a search term").fill(words)

    async def keep(self, name: str) -> None:
        """A picture of the window, only when `make pictures` asks."""
        if os.environ.get("KEEP_PICTURES"):
            await self.page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")


@pytest_asyncio.fixture(loop_scope="session")
async def writer(chromium: Browser, tmp_path: Path) -> AsyncIterator[Writer]:
    """In the permanence channel, chosen."""
    async with played(chromium, tmp_path) as play:
        await play.window.open_channel(CHANNEL)
        await play.press("Make this the permanence channel", "Permanence channel", "missing")
        await play.window.card(f"{CHANNEL} (this one)")
        yield Writer(play.window)


async def test_a_message_becomes_an_action_and_a_child_is_shared_from_the_search_box(writer: Writer) -> None:
    window = writer.window
    await window.say("due")
    child, other = re.findall(r"C-\d+", await window.words(await window.card("Due at panel")))[:2]
    action = await a_message_becomes_an_action(writer, child, other)
    assert "From a message in the channel of" in action
    await a_child_is_found_and_shared(writer, child)


async def a_message_becomes_an_action(writer: Writer, child: str, other: str) -> str:
    window = writer.window
    asked = f"{child}: ask the school for an education report before the review, as for {other}."
    due = date.today() + timedelta(days=23 - date.today().weekday())  # a Wednesday
    dialog = await writer.opens_the_dialog(await writer.posts(asked))
    await expect(dialog.get_by_role("textbox", name="What is to be done")).to_have_value(asked)
    assert "The message was posted in the channel on" in await window.words(dialog)
    await expect(dialog.get_by_role("combobox", name="The child")).to_have_value(re.compile(rf"^{child} "))
    await window.choose(dialog, "Who is to do it", "Priya Nair, team manager")
    await window.fill(dialog, "By when", due.isoformat())
    await window.page.keyboard.press("Tab")
    await writer.keep("create-action")
    await window.fill(dialog, "By when", (due - timedelta(days=42)).isoformat())
    again = await writer.sends(dialog)
    assert again["type"] == "continue"
    await expect(dialog.get_by_text("has passed; choose a day to come.").first).to_be_visible()

    await expect(dialog.get_by_role("textbox", name="What is to be done")).to_have_value(asked)
    await window.fill(dialog, "By when", due.isoformat())
    # The Playground puts the dialog's last sentence away as soon as a card comes to the channel, so it is read here.
    done = await writer.sends(dialog)
    assert done["type"] == "message"
    assert re.match(rf"Action agreed for {child} \(\w+\): {child}: ask the school", done["value"])
    await dialog.get_by_role("button", name="Close").click()
    action = await window.card(f"Action for {child}", "Owner Priya Nair.")
    return await window.words(action)


async def a_child_is_found_and_shared(writer: Writer, child: str) -> None:
    found = writer.page.get_by_text(re.compile(rf"^{child} \(\w+\)$"))
    actions = writer.page.get_by_text(re.compile(rf"^Action for {child} \(\w+\)$"))
    posted, agreed = await found.count(), await actions.count()  # cards of the channel say the same
    await writer.searches(child[:-1])
    await expect(found).not_to_have_count(posted)
    await expect(actions).not_to_have_count(agreed)
    await writer.keep("search")
    stood = writer.page.get_by_text(re.compile("^As it stood on"))
    before = await stood.count()
    await found.last.click()
    await expect(stood).not_to_have_count(before)  # the card stands in the box, where it can be posted
    await writer.page.get_by_role("button", name="Post", exact=True).first.click()
    shared = await writer.window.card(child, "Overdue since", "As it stood on")
    assert await shared.get_by_role("button").count() == 0
    assert "Children" not in await writer.window.words(shared)
