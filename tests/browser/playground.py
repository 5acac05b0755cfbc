"""A person at the Playground: opens a channel, says things to the bot, reads its cards and presses their buttons."""

from __future__ import annotations

import re
from dataclasses import dataclass, field as field_of
from pathlib import Path
from typing import Literal

from playwright.async_api import Locator, Page, expect

CARD = ".ac-preview-panel"
COMPOSER = "[contenteditable=true]"
PATIENCE = 60_000  # milliseconds: an answer that takes longer is a failure, whatever it says
expect.set_options(timeout=PATIENCE)
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
    said: str = ""  # last
    received: list[str] = field_of(default_factory=list)  # what the page was sent, as it came

    async def open(self, address: str) -> None:
        """Open the page and put its log panel away, as a first-time reader would see Teams."""
        self.page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: self._note(frame)))
        await self.page.goto(address)
        await self.page.get_by_role("button", name="Toggle Log Panel").click()

    async def open_channel(self, name: str) -> None:
        await self.page.get_by_role("treeitem", name=name).click()
        await expect(self.page.get_by_role("button", name="Post", exact=True)).to_be_visible()
        self.in_channel = True

    async def open_chat(self) -> None:
        """The personal chat with the bot."""
        await self.page.get_by_role("treeitem", name="Personal Chat").click()
        await expect(self.page.get_by_role("button", name="Post", exact=True)).to_have_count(0)
        self.in_channel = False

    async def say(self, words: str) -> None:
        """Say `words` to the bot: in a channel a new post that mentions it, in a chat a plain message."""
        self.said, self.received = words, []
        boxes = self.page.locator(COMPOSER)
        composer = boxes.first if self.in_channel else boxes.last
        await composer.click()
        if self.in_channel:
            await self.page.keyboard.type("@")
            await self.page.get_by_role("menuitem", name=f"{self.bot} {self.bot}").click()
            await expect(composer).to_have_text(re.compile(rf"^{self.bot}\s*$"))
        await self.page.keyboard.type(f" {words}" if self.in_channel else words)
        await expect(composer).to_contain_text(words)
        button = self.page.get_by_role("button", name="Post" if self.in_channel else "Send Message", exact=True)
        async with self.page.expect_response(lambda answer: answer.url.endswith("/messages")) as sent:
            await button.first.click()
        said = (await sent.value).request.post_data_json
        assert not self.in_channel or said["mentions"], f"the post does not mention the bot: {said}"

    async def card(self, *words: str) -> Locator:
        """The newest card that holds all these words, once it is there."""
        cards = self.page.locator(CARD)
        for part in words:
            cards = cards.filter(has_text=part)
        newest = cards.first if self.in_channel else cards.last
        if self._undrawn(await self._comes(newest), words):
            # The Playground's page was sent the card and did not draw it: whoever sits there says it again.
            await self.say(self.said)
        await expect(newest, f"no card came with {words}").to_be_visible()
        return newest

    async def _comes(self, card: Locator) -> bool:
        try:
            await expect(card).to_be_visible(timeout=PATIENCE / 2)
        except AssertionError:
            return False
        return True

    def _undrawn(self, drawn: bool, words: tuple[str, ...]) -> bool:
        return not drawn and bool(self.said) and any(all(word in frame for word in words) for frame in self.received)

    def _note(self, frame: str | bytes) -> None:
        self.received.append(frame if isinstance(frame, str) else frame.decode("utf-8", "replace"))

    async def press(self, card: Locator, button: str) -> None:
        """Press the button with these words, where it stands or behind the card's three dots."""
        in_sight = card.get_by_role("button", name=button, exact=True)
        more = card.locator("button").filter(has_text=re.compile(r"^\.\.\.$"))
        await expect(in_sight.or_(more).first).to_be_visible()
        if await in_sight.count():
            await in_sight.first.click()
            return
        await more.last.click()
        await self.page.get_by_role("menuitem", name=button, exact=True).click()

    async def fill(self, card: Locator, label: str, value: str) -> None:
        """Type into the input with this label; a date is YYYY-MM-DD, a time HH:MM."""
        await field(card, label).fill(value)

    async def choose(self, card: Locator, label: str, *choices: str) -> None:
        """Choose by their words from the input with this label, a list that opens or buttons all in sight."""
        listed = field(card, label, "combobox")
        if not await listed.count():
            for choice in choices:
                name = re.compile(rf"^{re.escape(label)}.*{re.escape(choice)}")
                await card.get_by_role("checkbox", name=name).or_(self._radio(card, label, choice)).check()
            return
        await listed.click()
        for choice in choices:
            one = self.page.get_by_role("option", name=choice, exact=True)
            several = self.page.get_by_role("menuitemcheckbox", name=choice, exact=True)
            await one.or_(several).click()
        if await listed.get_attribute("aria-expanded") == "true":
            await self.page.keyboard.press("Escape")

    async def choose_that_has(self, card: Locator, label: str, word: str) -> None:
        """Choose the one whose words have this word in them, from a list that opens."""
        await field(card, label, "combobox").click()
        await self.page.get_by_role("option").filter(has_text=word).click()

    def _radio(self, card: Locator, label: str, choice: str) -> Locator:
        return card.get_by_role("radiogroup", name=label).get_by_role("radio", name=choice, exact=True)

    async def words(self, card: Locator) -> str:
        """All the card says, one line for each block of text."""
        return "\n".join(await card.locator(".ac-textBlock").all_inner_texts())

    async def picture(self, path: Path, card: Locator, *, whole: bool) -> None:
        """Keep a card as a PNG, or the whole window with the card in the middle of it."""
        path.parent.mkdir(parents=True, exist_ok=True)
        await card.evaluate("card => card.scrollIntoView({ block: 'center' })")
        await (self.page if whole else card).screenshot(path=path)
