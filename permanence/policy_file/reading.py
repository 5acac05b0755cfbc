"""A policy file read and checked: all that is wrong with it at once, each fault with its line and what is allowed."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from permanence.policy_file.consistency import Fault, faults
from permanence.policy_file.document import PolicyFile
from permanence.policy_file.in_toml import AsWritten
from permanence.policy_file.law import LawFile, awaited_rules, built_on, collisions, of_the_law
from permanence.policy_file.law_text import NoSuchLaw, law_text
from permanence.policy_file.lines import line_of
from permanence.policy_file.mistyped import mistyped, too_deep
from permanence.policy_file.text import NotText, file_text
from permanence.policy_file.wording import said
from permanence.refusals import Expected

Shape = TypeVar("Shape", PolicyFile, LawFile)


@dataclass(frozen=True, slots=True)
class PolicyFault:
    """One thing wrong with a policy file; line 0 is the file as a whole, `law` the law's file where it is wrong."""

    line: int
    path: str
    message: str
    law: str = ""

    def __str__(self) -> str:
        of_law = f"the law {self.law}, " if self.law else ""
        if not self.line:
            return f"{of_law}{self.message}"
        place = f"line {self.line}, {self.path}" if self.path else f"line {self.line}"
        return f"{of_law}{place}: {self.message}"


class PolicyError(Expected, ValueError):
    """A policy that is not valid; `faults` holds everything wrong, the message is one sentence."""

    def __init__(self, name: str, found: list[PolicyFault]) -> None:
        self.policy, self.faults = name, tuple(found)
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        super().__init__(f"The policy {name} is not valid: {found[0]}{more}.")


def read(path: Path) -> PolicyFile:
    """The file, whole and consistent; raises PolicyError with every fault."""
    try:
        text = file_text(path)
    except NotText as trouble:
        raise PolicyError(str(path), [PolicyFault(0, "", str(trouble))]) from trouble
    return parse(text, path.name, lambda builds_on: law_text(builds_on, path.parent))


def parse(text: str, name: str, text_of_law: Callable[[str], str] = law_text) -> PolicyFile:
    """The policy in a TOML text, with the law it builds on; `text_of_law` finds that law's text by its name."""
    return of_tables(_toml(text, name), text, name, text_of_law)


def of_tables(raw: dict[str, Any], text: str, name: str, text_of_law: Callable[[str], str] = law_text) -> PolicyFile:
    """The policy in these tables; `text` is what they were read from, so that a fault can name its line."""
    if raw.get("law") is True:
        message = "it is law, on which a procedure builds with builds_on, and no procedure by itself"
        raise PolicyError(name, [PolicyFault(0, "", message)])
    file = _shaped(PolicyFile, text, raw, name)
    if file.builds_on is None:
        found = [_found(text, path, message) for path, message in faults(file)]
    else:
        own, (law, law_file) = file, _law(file.builds_on, text, name, text_of_law)
        file = built_on(own, law)
        found = [_found(text, path, message) for path, message in collisions(own, law)]
        found += [_found(law_file, path, message, law.name) for path, message in awaited_rules(law)]
        # What clashes is told once, not again as standing twice.
        for path, message in [] if found else faults(file):
            its = of_the_law(path, own)
            found.append(_found(text, path, message) if its is None else _found(law_file, its, message, law.name))
    if found:
        raise PolicyError(name, sorted(found, key=lambda fault: (fault.law, fault.line)))
    return file


def _law(builds_on: str, text: str, name: str, text_of_law: Callable[[str], str]) -> tuple[LawFile, str]:
    """The law a procedure builds on, with its text."""

    def refused(message: str) -> PolicyError:
        return PolicyError(name, [_found(text, ("builds_on",), message)])

    try:
        found = text_of_law(builds_on)
    except NoSuchLaw as trouble:
        raise refused(str(trouble)) from trouble
    if found == text:
        raise refused("a procedure cannot build on itself")
    try:
        raw = _toml(found, builds_on)
        if raw.get("law") is not True:
            raise refused(f"{builds_on!r} is not law: a file to build on says law = true at its top")
        return _shaped(LawFile, found, raw, builds_on), found
    except PolicyError as trouble:
        if trouble.policy == name:
            raise
        raise PolicyError(name, [replace(fault, law=builds_on) for fault in trouble.faults]) from trouble


def _toml(text: str, name: str) -> dict[str, Any]:
    text = text.removeprefix("\ufeff")
    if deep := too_deep(text):
        raise PolicyError(name, [PolicyFault(deep[0], "", deep[1])])
    try:
        return tomllib.loads(text, parse_float=AsWritten)
    except ValueError as trouble:  # a number of thousands of digits is one that the reader does not call its own
        raise PolicyError(name, [PolicyFault(line, "", what) for line, what in mistyped(text, trouble)]) from trouble


def _shaped(shape: type[Shape], text: str, raw: dict[str, Any], name: str) -> Shape:
    try:
        return shape.model_validate(raw, by_alias=True, by_name=False)
    except ValidationError as trouble:
        raise PolicyError(name, _in_order(text, said(trouble, shape, raw))) from trouble


def _in_order(text: str, found: Iterable[Fault]) -> list[PolicyFault]:
    return sorted((_found(text, path, message) for path, message in found), key=lambda fault: fault.line)


def _found(text: str, path: tuple[str | int, ...], message: str, law: str = "") -> PolicyFault:
    return PolicyFault(line_of(text, path), _dotted(path), message, law)


def _dotted(path: tuple[str | int, ...]) -> str:
    words = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path)
    return words.lstrip(".")
