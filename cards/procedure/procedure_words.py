"""Sentences of the procedure in force, of one that is offered, and of contradictions in its document."""

from __future__ import annotations

from datetime import datetime

from cards.parts import moment

IN_FORCE_NOW = "This procedure is in force from now on."
NOT_OFFERED = "This procedure is no longer offered; the newest card shows what is."
BY_THE_SETTINGS = "the settings"
IN_THE_FILE = "in the file"


def put_by(name: str, at: datetime) -> str:
    """Who put a procedure into force, and when."""
    return f"{name} on {moment(at)}"


def in_force(by: str) -> str:
    """That a procedure is in force, and who put it there."""
    return f"In force, put there by {by}"


def with_version(title: str, version: str) -> str:
    """A procedure by its title and version."""
    return f"{title}, version {version}"


def moves(what: str, how: str) -> str:
    """Panel: from 16 February 2026 to 9 February 2026, 7 days sooner: one date that moves, and how."""
    return f"{what}: {how}"


def no_contradiction(clause: str) -> str:
    """The procedure in force has nothing to confirm there."""
    return f"The procedure in force has no contradiction recorded under {clause}."


def confirmed(clause: str, choice: str) -> str:
    """The choice was confirmed."""
    return f"{clause} is confirmed: {choice}."


def confirmed_by(name: str, at: datetime) -> str:
    """Who confirmed it, and when."""
    return f"{name}, {moment(at)}"
