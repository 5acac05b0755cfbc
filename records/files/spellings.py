"""Unknown spellings, once each: as lines ready for a mapping file, and read from it once their codes are filled in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from permanence.codes import listed
from records.files.problems import RowProblem
from records.files.tables import plain

NO_PLAN = "no_plan"


def spelling_lines(problems: Iterable[RowProblem], codes: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """`[spellings.plan]` and a line for each: its code is left to fill in. `codes` are those of each column."""
    counted: dict[str, dict[str, tuple[str, int]]] = {}
    for problem in problems:
        if problem.words and plain(problem.spelling):
            its = counted.setdefault(problem.words, {})
            first, count = its.get(plain(problem.spelling), (problem.spelling, 0))
            its[plain(problem.spelling)] = (first, count + 1)
    for column, its in counted.items():
        known = [*codes[column], *([NO_PLAN] if column == "plan" else [])]
        yield f"[spellings.{column}]  # one of {listed(known)}"
        for spelling, count in sorted(its.values(), key=lambda one: (-one[1], one[0])):
            yield f'{json.dumps(spelling, ensure_ascii=False)} = ""  # {count:,} {"row" if count == 1 else "rows"}'


def with_spellings(added: Mapping[str, Any], shipped: Mapping[str, Any]) -> dict[str, Any]:
    """The council's file with its [spellings] among its [codes]; ValueError for one without a code that is known."""
    rest = {name: value for name, value in added.items() if name != "spellings"}
    codes = {column: {code: [*its] for code, its in own.items()} for column, own in added.get("codes", {}).items()}
    no_plan = [*added.get("no_plan", {}).get("spellings", [])]
    for column, spellings in added.get("spellings", {}).items():
        if column not in shipped["codes"]:
            raise ValueError(f"[spellings.{column}] is not known; known are {', '.join(shipped['codes'])}.")
        for spelling, code in spellings.items():
            if column == "plan" and code == NO_PLAN:
                no_plan.append(spelling)
            elif code in shipped["codes"][column]:
                codes.setdefault(column, {}).setdefault(code, []).append(spelling)
            else:
                known = listed([*shipped["codes"][column]][:40])
                raise ValueError(f'"{spelling}" under [spellings.{column}] has no known code; write one of {known}.')
    return {**rest, **({"codes": codes} if codes else {}), **({NO_PLAN: {"spellings": no_plan}} if no_plan else {})}
