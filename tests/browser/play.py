"""A local play in the Playground: the window, what is learned on the way, and the pictures it leaves."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser

from tests.browser.playground import PATIENCE, Client
from tests.tools.playing import running
from tools.children import free_port
from tools.saying import ROOT

PICTURES = ROOT / "docs" / "pictures"


@dataclass(slots=True)
class Play:
    """The window, the folder `make run` keeps its things in, and what was learned on the way."""

    window: Client
    folder: Path
    children: tuple[str, ...] = ()
    sitting: str = ""
    managers: tuple[str, ...] = ()
    tracker: str = ""  # where the web page is

    async def keep(self, name: str, *words: str, whole: bool = False) -> None:
        """A picture for the README of the card with these words, only when `make pictures` asks."""
        if os.environ.get("KEEP_PICTURES"):
            await self.window.picture(PICTURES / f"{name}.png", await self.window.card(*words), whole=whole)

    async def words(self, *words: str) -> str:
        return await self.window.words(await self.window.card(*words))

    async def press(self, button: str, *words: str) -> None:
        await self.window.press(await self.window.card(*words), button)


@asynccontextmanager
async def played(chromium: Browser, folder: Path, policy: str = "", height: int = 1100) -> AsyncIterator[Play]:
    """`make run` in a folder of its own, by this procedure or the usual one, and a window on it.

    The window is to be taller than any form a picture is taken of: a picture of a taller card resizes the window, the
    Playground draws its page anew, and what was typed is gone.
    """
    page, bot = free_port(), free_port()
    with running(folder, page, bot, policy=policy) as (_, said):
        address = f"http://127.0.0.1:{page}"
        assert address in said
        context = await chromium.new_context(
            viewport={"width": 1280, "height": height}, locale="en-GB", timezone_id="Europe/London"
        )
        await context.route(lambda url: not url.startswith("http://127.0.0.1:"), lambda route: route.abort())
        window = Client(await context.new_page(), "Permanence")
        window.page.set_default_timeout(PATIENCE)
        await window.open(address)
        tracker = f"http://127.0.0.1:{bot}/tracker"
        assert tracker in said
        yield Play(window, folder / (f"play-{policy}" if policy else "play"), tracker=tracker)
        await context.close()
