"""The findings as a table for people and as JSON for later runs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.rounds import Side


@dataclass(frozen=True, slots=True)
class Goal:
    """A ratio, and the most it may be; a ratio without a limit is only told."""

    id: str
    what: str
    ratio: dict[str, float]
    limit: float | None

    @property
    def met(self) -> bool | None:
        return None if self.limit is None else self.ratio["median"] <= self.limit


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything one run measured."""

    turns: list[Side]
    posts: list[Side]
    tokens: list[dict[str, float]]
    goals: list[Goal]
    card_bytes: int
    where: str


def write(found: Findings, rounds: int, turns: int, clients: int, as_json: Path, as_table: Path) -> str:
    """Both files written; the table comes back to be shown."""
    as_json.parent.mkdir(parents=True, exist_ok=True)
    as_json.write_text(json.dumps(_plain(found, rounds, turns), indent=1) + "\n", encoding="utf-8")
    table = _table(found, rounds, turns, clients)
    as_table.parent.mkdir(parents=True, exist_ok=True)
    as_table.write_text(table, encoding="utf-8")
    return table


def _plain(found: Findings, rounds: int, turns: int) -> dict[str, Any]:
    return {
        "rounds": rounds,
        "turns_a_round": turns,
        "where": found.where,
        "card_bytes": found.card_bytes,
        "turns": {side.name: {**side.figures(), "rounds_cpu_ms": side.cpu_ms} for side in found.turns},
        "posts": {side.name: {**side.figures(), "rounds_cpu_ms": side.cpu_ms} for side in found.posts},
        "token_checks": found.tokens,
        "goals": [{"id": g.id, "what": g.what, "ratio": g.ratio, "limit": g.limit, "met": g.met} for g in found.goals],
    }


def _table(found: Findings, rounds: int, turns: int, clients: int) -> str:
    lines = [
        "# Performance",
        "",
        f"Written by `python -m bench.turns`; the same figures are in `bench/turns.json`. {rounds} interleaved rounds",
        f"of {turns} turns by {clients} clients, a card of {found.card_bytes:,} bytes, {found.where}. What is compared",
        "is the CPU time of the server process; ratios are taken within a round. Milliseconds depend on the machine",
        "and on what else it is doing, so they are shown but never claimed.",
        "",
        "| goal | ratio | median | least to most | at most | met |",
        "|---|---|---|---|---|---|",
    ]
    for goal in found.goals:
        met = {True: "yes", False: "no", None: ""}[goal.met]
        limit = "" if goal.limit is None else f"{goal.limit:g}"
        spread = f"{goal.ratio['least']:.3g} to {goal.ratio['most']:.3g}"
        lines.append(f"| {goal.id} | {goal.what} | {goal.ratio['median']:.3g} | {spread} | {limit} | {met} |")
    lines += _sides("One Action.Execute turn", found.turns) + _sides("One card posted", found.posts)
    same = sorted(pair["product_same_us"] for pair in found.tokens)[len(found.tokens) // 2]
    new = sorted(pair["product_new_us"] for pair in found.tokens)[len(found.tokens) // 2]
    theirs = sorted(pair["sdk_us"] for pair in found.tokens)[len(found.tokens) // 2]
    lines += [
        "",
        f"One token check: {new:.0f} µs for a token not seen before, {same:.1f} µs for one seen before, "
        f"{theirs:.0f} µs by the SDK.",
        "",
    ]
    return "\n".join(lines)


def _sides(title: str, sides: list[Side]) -> list[str]:
    lines = ["", f"| {title} | CPU ms | least to most | p50 ms | p99 ms |", "|---|---|---|---|---|"]
    for side in sides:
        f = side.figures()
        spread = f"{f['cpu_ms_least']:.3f} to {f['cpu_ms_most']:.3f}"
        lines.append(f"| {side.name} | {f['cpu_ms']:.3f} | {spread} | {f['p50_ms']:.1f} | {f['p99_ms']:.1f} |")
    return lines
