"""Draws every example of every card into docs/gallery: light, dark and narrow, with an index."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tools import parts
from tools.card_modules import card_modules
from tools.drawing import LIGHT, LOOKS, Look, browser, draw, easel
from tools.saying import ROOT, CannotGoOn, main, say

GALLERY = ROOT / "docs" / "gallery"
INTRODUCTION = (Path(__file__).parent / "gallery.md").read_text()


def examples() -> Iterator[tuple[str, str, str, Mapping[str, Any]]]:
    """Each card: its module, the module's own sentence, the example's name, and the card itself."""
    for card, module in card_modules().items():
        for name, view in getattr(module, "EXAMPLES", {}).items():
            yield card, (module.__doc__ or "").strip(), name, module.draw(view)


def stem(card: str, example: str) -> str:
    return "-".join(f"{card} {example}".replace("_", " ").split()).lower()


def pictures() -> Iterator[tuple[str, str, str, Mapping[str, Any], tuple[Look, ...]]]:
    """Each example with the looks it is drawn in: the first of a card in all of them, the others in light."""
    last = ""
    for card, sentence, example, content in examples():
        yield card, sentence, example, content, LOOKS if card != last else (LIGHT,)
        last = card


def index() -> str:
    """The gallery's page: a heading for each card, its examples, their pictures side by side."""
    lines = [INTRODUCTION]
    for card, sentence, example, _, looks in pictures():
        if looks != (LIGHT,):
            lines.append(f"## {card.replace('_', ' ')}\n\n{sentence}\n")
        lines.append(f"### {example}\n")
        lines.append("| " + " | ".join(look.name for look in looks) + " |")
        lines.append("|" + "---|" * len(looks))
        drawn = [f"![{example}, {look.name}]({stem(card, example)}-{look.name}.png)" for look in looks]
        lines.append("| " + " | ".join(drawn) + " |\n")
    return "\n".join(lines)


async def draw_all(folder: Path) -> int:
    """Every example in its looks into this folder: how many pictures were made."""
    made = 0
    async with browser() as opened:
        for look in LOOKS:
            page = await easel(opened, look)
            for card, _, example, content, looks in pictures():
                if look not in looks:
                    continue
                drawn, faults = await draw(page, look, content)
                if faults:
                    raise CannotGoOn(f"The card {card} ({example}) cannot be drawn: {faults[0]}.")
                await drawn.screenshot(path=folder / f"{stem(card, example)}-{look.name}.png")
                made += 1
            await page.close()
    return made


def work() -> int:
    parts.bring(checking=True)
    shutil.rmtree(GALLERY, ignore_errors=True)
    GALLERY.mkdir(parents=True)
    made = asyncio.run(draw_all(GALLERY))
    (GALLERY / "README.md").write_text(index())
    say(f"Drew {made} pictures into docs/gallery.")
    return 0


if __name__ == "__main__":
    main(work)
