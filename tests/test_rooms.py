"""The rooms stay rooms: folders one can overlook, imports that stay inside a subject, handlers that stand alone."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
MOST_MODULES = 25
LEAST_INSIDE = 0.7
LAYERS = ("bot", "cards", "cli", "permanence", "records", "scheduler", "storage", "tab", "tools", "usecases")


def modules(layer: str) -> list[Path]:
    return [path for path in sorted((ROOT / layer).rglob("*.py")) if path.name != "__init__.py"]


def imported(path: Path) -> Iterator[str]:
    """Every name a module imports, as module.name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_no_folder_holds_more_modules_than_one_overlooks() -> None:
    held = Counter(str(path.parent.relative_to(ROOT)) for layer in LAYERS for path in modules(layer))
    assert {folder: count for folder, count in held.items() if count > MOST_MODULES} == {}


def test_use_cases_import_mostly_inside_their_subject() -> None:
    inside = across = 0
    for path in modules("usecases"):
        subject = path.relative_to(ROOT).parts[1:-1]
        if not subject:
            continue  # what every subject stands on
        for name in {name.rpartition(".")[0] for name in imported(path) if name.startswith("usecases.")}:
            room = name.split(".")[1:-1]
            if room:
                inside, across = inside + (room == [*subject]), across + (room != [*subject])
    assert inside / (inside + across) >= LEAST_INSIDE, f"{inside} inside, {across} across"


def test_every_subject_of_the_bot_has_its_room_in_the_cards_and_use_cases() -> None:
    rooms = {layer: {path.name for path in (ROOT / layer).iterdir() if path.is_dir()} for layer in LAYERS}
    subjects = rooms["bot"] - {"engine", "teams", "__pycache__"}
    assert subjects - rooms["cards"] == set()
    assert subjects - rooms["usecases"] == set()


def test_handlers_and_notices_do_not_know_each_other() -> None:
    ways = {path for path in modules("bot") if ways_in(path)}
    names = {".".join(path.relative_to(ROOT).with_suffix("").parts) for path in ways}
    knowing = {
        (str(path.relative_to(ROOT)), name)
        for path in ways
        for name in imported(path)
        if name in names or name.rpartition(".")[0] in names
    }
    assert knowing == set()


def ways_in(path: Path) -> bool:
    body = ast.parse(path.read_text(encoding="utf-8")).body
    return any(isinstance(node, ast.AsyncFunctionDef) and node.name in ("handle", "render") for node in body)
