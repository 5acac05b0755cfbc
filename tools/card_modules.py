"""Every module that draws a card, whatever its subject: for the tests, the gallery and the pictures."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType

import cards


def card_modules() -> dict[str, ModuleType]:
    """By its own name, which no two share; in the order of these names."""
    found = [module for module in pkgutil.walk_packages(cards.__path__, "cards.") if not module.ispkg]
    by_name = {module.name.rpartition(".")[2]: importlib.import_module(module.name) for module in found}
    assert len(by_name) == len(found), "two cards have one name"
    return dict(sorted(by_name.items()))
