"""The tree keeps its own rules: what the README says is there, files one can read, locks one can trust."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MOST_LINES, MOST_LINES_OF_A_FUNCTION = 250, 45
# The edges: a turn, a row of the outbox, and the HTTP answers: Teams wants one in its own form, a browser a page.
BROAD_EXCEPTS = {"bot/engine/dispatch.py", "bot/engine/delivery.py", "bot/teams/routes.py", "tab/site/site.py"}
BROAD = {"Exception", "BaseException"}
NAMES_TO_AVOID = {"utils", "helpers", "common", "manager", "service"}
COMPOSED_BY = {"app.py", "doctor.py", "serving.py", "cli", "tests", "bench", "tools"}  # who may know app and settings
Function = ast.FunctionDef | ast.AsyncFunctionDef


def tracked() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [path for path in listed.stdout.splitlines() if (ROOT / path).is_file()]


TRACKED = tracked()
PYTHON = [path for path in TRACKED if path.endswith(".py")]
PRODUCT = [path for path in PYTHON if not path.startswith(("tests/", "bench/"))]
WRITTEN = [path for path in TRACKED if path.endswith((".py", ".md", ".toml", ".sh", ".js", ".cjs", "Makefile", "/run"))]

OTHERS = [path for path in WRITTEN if path != "tests/test_house.py"]  # all but the one that names what is not to be


@cache
def tree_of(path: str) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


def functions(path: str) -> Iterator[Function]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, Function):
            yield node


def height(node: ast.expr | Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno


def lines_of(function: Function) -> int:
    """Its lines of code: a page of text written out in it counts as one."""
    texts = [node for node in ast.walk(function) if isinstance(node, ast.JoinedStr)]
    return height(function) + 1 - sum(height(text) for text in texts)


def test_the_readmes_tree_is_the_tree() -> None:
    blocks = re.findall(r"^```\n(.*?)^```", (ROOT / "README.md").read_text(), re.MULTILINE | re.DOTALL)
    (tree,) = [block for block in blocks if "permanence/" in block]
    said = {name.rstrip("/") for line in tree.splitlines() for name in re.findall(r"(?:^|  )([\w.]+/?)(?=  |$)", line)}
    here = {path.split("/")[0] for path in PYTHON} | {"policies", "manifest", "docs"}
    assert said - {"bot/teams"} >= here, "the README's tree leaves something out"
    assert {name for name in said if not (ROOT / name).exists()} == set()


@pytest.mark.parametrize("path", [path for path in PYTHON if not path.startswith(("tests/", "storage/migrations/"))])
def test_a_file_can_be_read_at_one_sitting(path: str) -> None:
    assert len((ROOT / path).read_text(encoding="utf-8").splitlines()) <= MOST_LINES
    long = [f.name for f in functions(path) if lines_of(f) > MOST_LINES_OF_A_FUNCTION]
    assert long == []


@pytest.mark.parametrize("path", PYTHON)
def test_a_module_opens_by_saying_what_it_is_for(path: str) -> None:
    if path.endswith("__init__.py") and not (ROOT / path).read_text().strip():
        return
    sentence = ast.get_docstring(tree_of(path)) or ""
    assert re.search(r"[.!?:]$", sentence.split("\n\n")[0].strip()), sentence


def test_catching_everything_is_for_the_edges() -> None:
    broad = set()
    for path in PRODUCT:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ExceptHandler) and (
                node.type is None or BROAD & {n.id for n in ast.walk(node.type) if isinstance(n, ast.Name)}
            ):
                broad.add(path)
    assert broad <= BROAD_EXCEPTS


def test_nothing_is_left_to_do_later() -> None:
    marks = re.compile(r"\b(TODO|FIXME|XXX)\b|raise NotImplementedError")
    assert [path for path in OTHERS if marks.search((ROOT / path).read_text(encoding="utf-8"))] == []


def test_no_file_names_the_machine_it_was_written_on() -> None:
    machine = re.compile(r"/work/(main|shared|brief|\.library)|/root/|/tmp/bash_jobs")
    assert [path for path in OTHERS if machine.search((ROOT / path).read_text(encoding="utf-8"))] == []


def test_no_module_is_named_after_nothing() -> None:
    assert [path for path in PYTHON if set(Path(path).with_suffix("").parts) & NAMES_TO_AVOID] == []


def test_use_cases_fill_in_views_and_draw_no_cards() -> None:
    drawing = set()
    for path in (path for path in PRODUCT if path.startswith("usecases/")):
        for node in ast.walk(tree_of(path)):
            called = isinstance(node, ast.Attribute) and node.attr in {"draw", "finish"}
            taken = isinstance(node, ast.alias) and node.name in {"draw", "finish"}
            if called or taken:
                drawing.add(path)
    assert drawing == set()


def test_only_the_composition_root_knows_the_settings_and_the_application() -> None:
    knowing = set()
    for path in PRODUCT:
        for node in ast.walk(tree_of(path)):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if {"app", "doctor", "serving", "settings"} & {name.split(".")[0] for name in names}:
                knowing.add(path.split("/")[0])
    assert knowing <= COMPOSED_BY


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_pins_every_package_by_hash_and_names_no_host(name: str) -> None:
    text = (ROOT / name).read_text()
    pins = re.split(r"\n(?=\S)", text.strip())
    assert [pin for pin in pins if not re.match(r"[\w.\[\],-]+==\S+", pin) or "--hash=sha256:" not in pin] == []
    assert "://" not in text
    assert not re.search(r"^--", text, re.MULTILINE)


def test_the_npm_lock_pins_every_package_by_hash_and_names_no_host() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text())
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert [name for name, entry in packages.items() if not entry.get("integrity", "").startswith("sha512-")] == []
    assert [name for name, entry in packages.items() if "resolved" in entry] == []


def test_the_npm_parts_are_pinned_to_one_version_each() -> None:
    wanted = json.loads((ROOT / "package.json").read_text())
    versions = {**wanted["dependencies"], **wanted["devDependencies"]}.values()
    assert [version for version in versions if not re.fullmatch(r"\d+\.\d+\.\d+(-alpha\.\d+)?", version)] == []


def test_the_locks_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = [re.split(r"[^\w.-]", wanted)[0] for wanted in asked]
    locked = set(re.findall(r"^([\w.-]+)", (ROOT / "requirements-dev.lock").read_text(), re.MULTILINE))
    assert [name for name in names if name.lower() not in locked] == []
