"""Nothing is half there: every verb offered has a handler, every handler is offered, and so on through the layers."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path
from typing import Any

import bot.handlers
import bot.notices
import cards
import usecases
from bot import routes
from bot.verbs import VERBS
from tests.cards.strictness import buttons

ROOT = Path(__file__).parent.parent


def modules(package: Any) -> list[str]:
    return [module.name for module in pkgutil.iter_modules(package.__path__)]


def verbs_on_examples() -> set[str]:
    found: set[str] = set()
    for name in modules(cards):
        module = importlib.import_module(f"cards.{name}")
        for view in getattr(module, "EXAMPLES", {}).values():
            found |= {node["verb"] for node in buttons(module.draw(view)) if "verb" in node}
    return found


def source_of(*folders: str) -> str:
    return "\n".join(path.read_text() for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))


def test_every_verb_on_a_card_has_a_handler_and_every_handler_is_offered_on_one() -> None:
    assert verbs_on_examples() == set(VERBS)


def test_every_handler_module_is_in_the_table_of_routes() -> None:
    handled = [*(c.handle for c in routes.COMMANDS.values()), *(v.handle for v in VERBS.values())]
    used = {handle.__module__.rsplit(".", 1)[1] for handle in (*handled, routes.INSTALLED)}
    assert set(modules(bot.handlers)) == used


def test_every_kind_of_message_asked_for_has_a_renderer_and_is_asked_for() -> None:
    asked = set(re.findall(r"""outbox\.tell\(\s*work,\s*"(\w+)\"""", source_of("usecases", "storage")))
    assert asked == set(routes.NOTICES)


def test_every_notice_module_is_in_the_table_of_routes() -> None:
    used = {render.__module__.rsplit(".", 1)[1] for render in routes.NOTICES.values()}
    assert set(modules(bot.notices)) == used


def test_every_use_case_is_named_in_a_test() -> None:
    tests = source_of("tests")
    unnamed = [name for name in modules(usecases) if name != "house" and not re.search(rf"\b{name}\b", tests)]
    assert unnamed == []


def test_the_readme_lists_every_command_and_no_other() -> None:
    listed = re.findall(r"^\| `([a-z ]+?)(?: [A-Z]+)?` \|", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert sorted(listed) == sorted(routes.COMMANDS)
