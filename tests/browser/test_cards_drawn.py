"""Every example of every card as a person sees it: all its words are there, and nobody is shut out."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page

from tools import drawing
from tools.gallery import examples
from tools.parts import PARTS

EXAMPLES = [pytest.param(card, id=f"{module}-{name}") for module, _, name, card in examples()]
every_example = pytest.mark.parametrize("card", EXAMPLES)
MARKS = re.compile(r"</?at>|\*\*|^\d+\. |^[-*] |\\", re.MULTILINE)  # drawn as something, not as themselves
# Good, warning and attention are the client's own colours and have changed with it: the words beside them say
# the same, and their contrast is not ours to give. Every other contrast is judged.
FAULTS = """(theirs) => axe.run('#card').then((result) => result.violations
    .filter((fault) => ['serious', 'critical'].includes(fault.impact))
    .flatMap((fault) => fault.nodes
        .filter((node) => fault.id !== 'color-contrast'
            || !theirs.includes(getComputedStyle(document.querySelector(node.target[0])).color))
        .map((node) => `${fault.id}: ${fault.help}: ${node.html}`)))"""

CUT = """() => [...document.querySelectorAll('.badge span')]
    .filter((words) => words.scrollWidth > words.clientWidth).map((words) => words.textContent)"""


def in_looks(*looks: drawing.Look) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("seen", looks, indirect=True, scope="module", ids=lambda look: look.name)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def seen(request: pytest.FixtureRequest, chromium: Browser) -> AsyncIterator[tuple[Page, drawing.Look]]:
    look: drawing.Look = request.param
    page = await drawing.easel(chromium, look)
    await page.add_script_tag(path=PARTS / "axe-core" / "axe.min.js")
    yield page, look
    await page.close()


def said(node: Any) -> Iterator[str]:
    """The words of every text block and fact that is shown at once."""
    match node:
        case {"isVisible": False}:
            return
        case {"type": "TextBlock" | "Badge", "text": text}:
            yield text
        case {"type": "FactSet", "facts": facts}:
            yield from (part for fact in facts for part in (fact["title"], fact["value"]))
        case {"type": str()}:
            for name in ("body", "items", "columns", "rows", "cells"):
                yield from said(node.get(name, []))
        case list():
            for part in node:
                yield from said(part)


def theme_colours(look: drawing.Look) -> list[str]:
    """The colours of the theme's status words, as a browser writes them."""
    default = drawing.host_config(look.theme)["containerStyles"]["default"]["foregroundColors"]
    hexes = [default[name]["default"][-6:] for name in ("good", "warning", "attention")]
    return [f"rgb({', '.join(str(part) for part in bytes.fromhex(code))})" for code in hexes]


def squeezed(text: str) -> str:
    return " ".join(MARKS.sub("", text).split())


@every_example
@in_looks(drawing.LIGHT, drawing.NARROW, drawing.PLAIN)
async def test_every_word_of_a_card_is_drawn_within_its_width(
    seen: tuple[Page, drawing.Look], card: Mapping[str, Any]
) -> None:
    page, look = seen
    drawn, faults = await drawing.draw(page, look, card)
    assert faults == []
    shown = squeezed(await drawn.inner_text())
    assert [text for text in said(card) if squeezed(text) not in shown] == []
    assert await page.evaluate("() => document.documentElement.scrollWidth") <= look.width
    assert await page.evaluate(CUT) == [], "a state that does not fit in its badge"


@every_example
@in_looks(drawing.LIGHT, drawing.DARK, drawing.CONTRAST)
async def test_a_card_has_no_serious_accessibility_fault(
    seen: tuple[Page, drawing.Look], card: Mapping[str, Any]
) -> None:
    page, look = seen
    await drawing.draw(page, look, card)
    assert await page.evaluate(FAULTS, theme_colours(look)) == []


@in_looks(drawing.LIGHT)
async def test_the_accessibility_check_finds_a_fault(seen: tuple[Page, drawing.Look]) -> None:
    page, look = seen
    unlabelled = {"type": "AdaptiveCard", "version": "1.5", "body": [{"type": "Input.Text", "id": "nameless"}]}
    await drawing.draw(page, look, unlabelled)
    assert any(fault.startswith("label: ") for fault in await page.evaluate(FAULTS, theme_colours(look)))
