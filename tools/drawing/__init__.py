"""Draws cards as Teams would, in Chromium: for the gallery, and for the tests that read what a person would see."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from playwright.async_api import Browser, Locator, Page, async_playwright

from tools import chromium
from tools.parts import PARTS

HERE = Path(__file__).parent
DESIGNER = PARTS / "adaptivecards-designer"
FONTS = "'Segoe UI', 'Selawik', 'Liberation Sans', Arial, sans-serif"
Theme = Literal["light", "dark", "contrast"]


@dataclass(frozen=True, slots=True)
class Look:
    """How a card is seen: the theme, how wide in pixels its frame is, and whether the client knows badges."""

    name: str
    theme: Theme
    width: int
    badges: bool = True


LIGHT, DARK, CONTRAST = Look("light", "light", 500), Look("dark", "dark", 500), Look("contrast", "contrast", 500)
NARROW, PLAIN = Look("narrow", "light", 320), Look("plain", "light", 320, badges=False)
LOOKS = (LIGHT, DARK, CONTRAST, NARROW)


@asynccontextmanager
async def browser() -> AsyncIterator[Browser]:
    """A Chromium of its own, with an empty profile, that speaks to this machine alone."""
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=chromium.obtain(), args=list(chromium.FLAGS))
        try:
            yield started
        finally:
            await started.close()


async def easel(opened: Browser, look: Look) -> Page:
    """A page ready to draw cards in this look."""
    page = await opened.new_page(viewport={"width": look.width, "height": 400}, locale="en-GB")
    await page.goto((HERE / "page.html").as_uri())
    container = "dark" if look.theme == "contrast" else look.theme
    await page.add_style_tag(path=DESIGNER / "dist" / "containers" / f"teams-container-{container}.css")
    await page.add_script_tag(path=PARTS / "adaptivecards" / "dist" / "adaptivecards.min.js")
    await page.add_script_tag(path=PARTS / "markdown-it" / "dist" / "browser" / "markdown-it.umd.min.js")
    await page.add_script_tag(path=HERE / "badge.js")
    await page.add_script_tag(path=HERE / "draw.js")
    if look.badges:
        await page.evaluate("() => knowBadges()")
    return page


def host_config(theme: Theme) -> dict[str, Any]:
    """Teams' own measures and colours, with a font that is on this machine at the end of the list."""
    known = "dark" if theme == "contrast" else theme
    path = DESIGNER / "lib" / "hostConfigs" / f"microsoft-teams-{known}.json"
    config: dict[str, Any] = json.loads(path.read_text(encoding="utf-8-sig"))
    config["fontTypes"]["default"]["fontFamily"] = FONTS
    if theme == "contrast":
        config["separator"]["lineColor"] = "#ffffff"
        for style in config["containerStyles"].values():
            style["backgroundColor"], style["borderColor"] = "#ff000000", "#ffffff"
            style["foregroundColors"] = {name: _white(one) for name, one in style["foregroundColors"].items()}
    return config


def _white(colours: Mapping[str, Any]) -> dict[str, Any]:
    """With high contrast Teams draws every word white on black, whatever its colour."""
    return {name: "#ffffffff" if isinstance(one, str) else _white(one) for name, one in colours.items()}


async def draw(page: Page, look: Look, card: Mapping[str, Any]) -> tuple[Locator, list[str]]:
    """The drawn card, and what the renderer found wrong with it."""
    faults: list[str] = await page.evaluate(
        "([card, config, theme]) => drawCard(card, config, theme)", [card, host_config(look.theme), look.theme]
    )
    return page.locator("#card"), faults
