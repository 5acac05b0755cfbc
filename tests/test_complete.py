"""Nothing is half there: every verb offered has a handler, every handler is offered, and so on through the layers."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
from pathlib import Path
from typing import Any

import bot.handlers
import bot.notices
import cards
import usecases
from bot import extensions, routes
from bot.verbs import VERBS
from tests.cards.strictness import buttons, verb_of

ROOT = Path(__file__).parent.parent


def modules(package: Any) -> list[str]:
    return [module.name for module in pkgutil.iter_modules(package.__path__)]


def verbs_on_examples() -> set[str]:
    found: set[str] = set()
    for name in modules(cards):
        module = importlib.import_module(f"cards.{name}")
        for view in getattr(module, "EXAMPLES", {}).values():
            found |= {verb for node in buttons(module.draw(view)) if (verb := verb_of(node))}
    return found


def source_of(*folders: str) -> str:
    return "\n".join(path.read_text() for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))


def test_every_verb_on_a_card_has_a_handler_and_every_handler_is_offered_on_one() -> None:
    assert verbs_on_examples() == set(VERBS)


def test_every_handler_module_is_in_the_table_of_routes() -> None:
    handled = [*(c.handle for c in routes.COMMANDS.values()), *(v.handle for v in VERBS.values())]
    handled += [*extensions.DIALOGS.values(), *extensions.SEARCHES.values()]
    used = {handle.__module__.rsplit(".", 1)[1] for handle in (*handled, routes.INSTALLED, routes.FILES)}
    assert set(modules(bot.handlers)) == used


def test_every_kind_of_message_asked_for_has_a_renderer_and_is_asked_for() -> None:
    told = re.findall(r"""Subject(?:\.of)?\(\s*"(\w+)\"""", source_of("usecases"))
    assert set(told) == set(routes.NOTICES)


def test_every_notice_module_is_in_the_table_of_routes() -> None:
    used = {render.__module__.rsplit(".", 1)[1] for render in routes.NOTICES.values()}
    assert set(modules(bot.notices)) == used


def test_every_use_case_is_named_in_a_test() -> None:
    named = " ".join(path.stem.removeprefix("test_") for path in (ROOT / "tests").rglob("test_*.py"))
    tests = f"{named} {source_of('tests')}"
    unnamed = [name for name in modules(usecases) if name != "house" and not re.search(rf"\b{name}\b", tests)]
    assert unnamed == []


def test_the_manifest_offers_every_dialog_and_search_and_no_other() -> None:
    offered = json.loads((ROOT / "manifest" / "manifest.json").read_text())["composeExtensions"][0]["commands"]
    by_kind = {kind: {one["id"] for one in offered if one["type"] == kind} for kind in ("action", "query")}
    assert by_kind == {"action": set(extensions.DIALOGS), "query": set(extensions.SEARCHES)}


def test_a_dialog_has_one_button_of_a_kind_dialogs_know_and_its_own_verb() -> None:
    for command in extensions.DIALOGS:
        module = importlib.import_module(f"cards.{command}_form")
        for view in module.EXAMPLES.values():
            its = [(node["type"], verb_of(node)) for node in buttons(module.draw(view))]
            assert its == [("Action.Submit", command)]
            assert VERBS[command].writes


def test_only_a_dialog_has_a_button_of_a_dialog() -> None:
    forms = {f"{command}_form" for command in extensions.DIALOGS}
    for name in set(modules(cards)) - forms:
        module = importlib.import_module(f"cards.{name}")
        for view in getattr(module, "EXAMPLES", {}).values():
            assert not [node for node in buttons(module.draw(view)) if node["type"] == "Action.Submit"], name


def test_a_card_that_may_be_shared_anywhere_has_nothing_to_press() -> None:
    for name in (name for name in modules(cards) if name.startswith("shared_")):
        module = importlib.import_module(f"cards.{name}")
        assert not [node for view in module.EXAMPLES.values() for node in buttons(module.draw(view))]


def test_the_readme_lists_every_command_and_no_other() -> None:
    listed = re.findall(r"^\| `([a-z ]+?)(?: [A-Z]+)?` \|", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert sorted(listed) == sorted(routes.COMMANDS)
