"""Draws the package's two icons from their SVG, in Chromium; run when a drawing changes."""

from __future__ import annotations

import asyncio

from playwright.async_api import async_playwright

from tools import chromium
from tools.package import FOLDER
from tools.saying import main, say

SIZES = {"color": 192, "outline": 32}


async def draw() -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium.obtain(), args=list(chromium.FLAGS))
        for name, size in SIZES.items():
            page = await browser.new_page(viewport={"width": size, "height": size})
            svg = (FOLDER / "icons" / f"{name}.svg").read_text()
            await page.set_content(f"<style>body{{margin:0}}svg{{display:block}}</style>{svg}")
            await page.screenshot(path=FOLDER / f"{name}.png", omit_background=True)
        await browser.close()


def work() -> int:
    asyncio.run(draw())
    say("Drew manifest/color.png and manifest/outline.png.")
    return 0


if __name__ == "__main__":
    main(work)
