"""Names that must be the only one of their kind in a file."""

from __future__ import annotations

from permanence.policy_file.document import PolicyFile

Fault = tuple[tuple[str | int, ...], str]


def repeats(file: PolicyFile) -> list[Fault]:
    """What stands twice under one name."""
    named: list[tuple[str, list[str]]] = [
        ("clause", [clause.id for clause in file.clause]),
        ("rule", [rule.id for rule in file.rule]),
        ("role", [role.key for role in file.role]),
        ("panel", [panel.name for panel in file.panel]),
        ("checklist", [checklist.id for checklist in file.checklist]),
        ("meeting", [meeting.kind for meeting in file.meeting]),
        *(("theme", [theme.key for theme in panel.themes]) for panel in file.panel),
    ]
    return [
        ((table if table != "theme" else "panel", i), f"{table} {name!r} stands twice; each must have its own name")
        for table, names in named
        for i, name in enumerate(names)
        if name in names[:i]
    ]
