"""Nothing is half there: every verb offered has a handler, every handler is offered, and so on through the layers."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import bot
import usecases
from bot.routes import COMMANDS, CONTENTS, MODULES, declared
from tests.cards.strictness import buttons, inputs, verb_of
from tools.card_modules import card_modules

ROOT = Path(__file__).parent.parent
BESIDE = {"engine", "teams"}  # rooms of the bot that are no subject
READ_NO_INPUT = {
    "import_preview",
    "leave_preview",
    "show_referral",
    "mark_all_ready",
    "confirm_all_uploads",
}  # beside inputs that are for another button
GROUND = {"house", "operator"}  # what every use case is given, no use case itself


def modules(package: Any) -> list[str]:
    """Every module of a package and of the rooms in it, with its whole name."""
    found = pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    return [module.name for module in found if not module.ispkg]


def of_subjects() -> dict[str, Any]:
    names = [name for name in modules(bot) if name.count(".") == 2 and name.split(".")[1] not in BESIDE]
    return {name: importlib.import_module(name) for name in names}


def verbs_on_examples() -> set[str]:
    found: set[str] = set()
    for module in card_modules().values():
        for view in getattr(module, "EXAMPLES", {}).values():
            found |= {verb for node in buttons(module.draw(view)) if (verb := verb_of(node))}
    return found


def source_of(*folders: str) -> str:
    return "\n".join(path.read_text() for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))


def test_every_verb_on_a_card_has_a_handler_and_every_handler_is_offered_on_one() -> None:
    assert verbs_on_examples() == set(CONTENTS.verbs)


def test_every_button_that_sends_a_form_says_how_the_form_is_shown_again() -> None:
    sent: set[str] = set()
    for module in card_modules().values():
        for card in (module.draw(view) for view in getattr(module, "EXAMPLES", {}).values()):
            if inputs(card):
                pressed = {verb: CONTENTS.verbs[verb] for node in buttons(card) if (verb := verb_of(node))}
                sent |= {verb for verb, its in pressed.items() if its.writes or its.form}
    forms = {verb: its.form for verb, its in CONTENTS.verbs.items() if its.form}
    assert sent - READ_NO_INPUT == set(forms)
    assert not [verb for verb, shown in forms.items() if verb != shown and CONTENTS.verbs[shown].writes]


def test_a_button_that_leaves_a_form_asks_for_nothing_that_is_required_in_it() -> None:
    asked: set[tuple[str, str]] = set()
    for name, module in card_modules().items():
        for card in (module.draw(view) for view in getattr(module, "EXAMPLES", {}).values()):
            if any(node.get("isRequired") for node in inputs(card)):
                leaving = [node for node in buttons(card) if not CONTENTS.verbs[verb_of(node) or ""].form]
                asked |= {(name, node["title"]) for node in leaving if not asks_nothing(node)}
    assert asked == set()


def asks_nothing(node: Mapping[str, Any]) -> bool:
    return all(one.get("associatedInputs") == "none" for one in (node, node.get("fallback", node)))


def test_every_handler_module_is_in_the_table_of_contents() -> None:
    handled = [*(c.handle for c in CONTENTS.commands.values()), *(v.handle for v in CONTENTS.verbs.values())]
    handled += [*(d.handle for d in CONTENTS.dialogs.values()), *(s.handle for s in CONTENTS.searches.values())]
    handled += [CONTENTS.installed, CONTENTS.files, CONTENTS.understand]
    handlers = {name for name, module in of_subjects().items() if hasattr(module, "handle")}
    assert handlers == {handle.__module__ for handle in handled}


def test_a_verb_is_declared_by_one_module() -> None:
    first = next(module for module in MODULES if hasattr(module, "VERBS"))
    with pytest.raises(ValueError, match="another module does too"):
        declared("VERBS", [*MODULES, first])


def test_every_kind_of_message_asked_for_has_a_renderer_and_is_asked_for() -> None:
    told = re.findall(r"""Subject(?:\.of)?\(\s*"(\w+)\"""", source_of("usecases"))
    assert set(told) == set(CONTENTS.notices)


def test_every_notice_module_is_in_the_table_of_contents() -> None:
    notices = {name for name, module in of_subjects().items() if hasattr(module, "render")}
    assert notices == {render.__module__ for render in CONTENTS.notices.values()}
    assert {name.rpartition(".")[2] for name in notices} == {f"{kind}_notice" for kind in CONTENTS.notices}


def test_every_use_case_is_named_in_a_test() -> None:
    named = " ".join(path.stem.removeprefix("test_") for path in (ROOT / "tests").rglob("test_*.py"))
    tests = f"{named} {source_of('tests')}"
    names = {name.rpartition(".")[2] for name in modules(usecases)} - GROUND
    unnamed = [name for name in sorted(names) if not re.search(rf"\b{name}\b", tests)]
    assert unnamed == []


def test_the_manifest_offers_every_dialog_and_search_and_no_other() -> None:
    offered = json.loads((ROOT / "manifest" / "manifest.json").read_text())["composeExtensions"][0]["commands"]
    by_kind = {kind: {one["id"] for one in offered if one["type"] == kind} for kind in ("action", "query")}
    assert by_kind == {"action": set(CONTENTS.dialogs), "query": set(CONTENTS.searches)}


def test_a_dialog_has_one_button_of_a_kind_dialogs_know_and_its_own_verb() -> None:
    for command in CONTENTS.dialogs:
        module = card_modules()[f"{command}_form"]
        for view in module.EXAMPLES.values():
            its = [(node["type"], verb_of(node)) for node in buttons(module.draw(view))]
            assert its == [("Action.Submit", command)]
            assert CONTENTS.verbs[command].writes


def test_only_a_dialog_has_a_button_of_a_dialog() -> None:
    forms = {f"{command}_form" for command in CONTENTS.dialogs}
    for name, module in card_modules().items():
        if name in forms:
            continue
        for view in getattr(module, "EXAMPLES", {}).values():
            assert not [node for node in buttons(module.draw(view)) if node["type"] == "Action.Submit"], name


def test_a_card_that_may_be_shared_anywhere_has_nothing_to_press() -> None:
    for module in (module for name, module in card_modules().items() if name.startswith("shared_")):
        assert not [node for view in module.EXAMPLES.values() for node in buttons(module.draw(view))]


def test_the_readme_lists_every_command_and_no_other() -> None:
    listed = re.findall(r"^\| `([a-z ]+?)(?: [A-Z]+)?` \|", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert sorted(listed) == sorted(COMMANDS)
