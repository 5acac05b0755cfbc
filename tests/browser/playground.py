"""A person at the Playground: opens a channel, says things to the bot, reads its cards and presses their buttons."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.async_api import Locator, Page, expect

CARD = ".ac-preview-panel"
PATIENCE = 20_000  # milliseconds: an answer that takes longer is a failure, whatever it says
Role = Literal["textbox", "combobox", "spinbutton"]
FIELDS: tuple[Role, ...] = ("textbox", "combobox", "spinbutton")


def field(card: Locator, label: str, *roles: Role) -> Locator:
    """The input whose name begins with `label`; an error message, once shown, is read out after it."""
    name = re.compile(rf"^{re.escape(label)}(\W|$)")
    first, *others = [card.get_by_role(role, name=name) for role in roles or FIELDS]
    for other in others:
        first = first.or_(other)
    return first


@dataclass(slots=True)
class Client:
    """One window of the Playground. `bot` is the name it shows for the bot."""

    page: Page
    bot: str
    in_channel: bool = False

    async def open(self, address: str) -> None:
        """Open the page and put its log panel away, as a first-time reader would see Teams."""
        await self.page.goto(address)
        await self.page.get_by_role("button", name="Toggle Log Panel").click()

    async def open_channel(self, name: str) -> None:
        await self.page.get_by_role("treeitem", name=name).click()
        await expect(self.page.get_by_role("button", name="Post", exact=True)).to_be_visible(timeout=PATIENCE)
        self.in_channel = True

    async def open_chat(self) -> None:
        """The personal chat with the bot."""
        await self.page.get_by_role("treeitem", name="Personal Chat").click()
        await expect(self.page.get_by_role("button", name="Post", exact=True)).to_have_count(0)
        self.in_channel = False

    async def say(self, words: str) -> None:
        """Say `words` to the bot: in a channel a new post that mentions it, in a chat a plain message."""
        composer = self.page.get_by_role("textbox").first
        if not self.in_channel:
            composer = self.page.get_by_role("textbox").last
        await composer.click()
        if self.in_channel:
            await self.page.keyboard.type("@")
            await self.page.get_by_role("menuitem", name=f"{self.bot} {self.bot}").click()
        await self.page.keyboard.type(f" {words}" if self.in_channel else words)
        button = "Post" if self.in_channel else "Send Message"
        await self.page.get_by_role("button", name=button, exact=True).first.click()

    async def card(self, *words: str) -> Locator:
        """The newest card that holds all these words, once it is there."""
        cards = self.page.locator(CARD)
        for part in words:
            cards = cards.filter(has_text=part)
        newest = cards.first if self.in_channel else cards.last
        await expect(newest, f"no card came with {words}").to_be_visible(timeout=PATIENCE)
        return newest

    async def press(self, card: Locator, button: str) -> None:
        await card.get_by_role("button", name=button, exact=True).first.click()

    async def fill(self, card: Locator, label: str, value: str) -> None:
        """Type into the input with this label; a date is YYYY-MM-DD, a time HH:MM."""
        await field(card, label).fill(value)

    async def choose(self, card: Locator, label: str, *choices: str) -> None:
        """Choose by their words from the input with this label, a list that opens or buttons all in sight."""
        listed = field(card, label, "combobox")
        if not await listed.count():
            for choice in choices:
                await card.get_by_label(choice, exact=True).check()
            return
        await listed.click()
        for choice in choices:
            one = self.page.get_by_role("option", name=choice, exact=True)
            several = self.page.get_by_role("menuitemcheckbox", name=choice, exact=True)
            await one.or_(several).click()
        if await listed.get_attribute("aria-expanded") == "true":
            await self.page.keyboard.press("Escape")

    async def tick(self, card: Locator, words: str) -> None:
        await card.get_by_role("checkbox", name=words).check()

    async def words(self, card: Locator) -> str:
        """All the card says, one line for each block of text."""
        return "\n".join(await card.locator(".ac-textBlock").all_inner_texts())

    async def picture(self, path: Path, card: Locator | None = None) -> None:
        """Keep what is on the screen, or one card of it, as a PNG."""
        path.parent.mkdir(parents=True, exist_ok=True)
        await (card or self.page).screenshot(path=path)
