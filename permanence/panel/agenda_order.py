"""The order of an agenda: each team manager's children together, and siblings next to each other where that allows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol, TypeVar


class Presented(Protocol):
    """Somebody on an agenda: a child with its siblings and who presents it; no child at an action review."""

    @property
    def child(self) -> str | None: ...
    @property
    def manager(self) -> str | None: ...
    @property
    def siblings(self) -> tuple[str, ...]: ...


class ByManager(Protocol):
    """Somebody or something on an agenda that a manager presents."""

    @property
    def manager(self) -> str | None: ...


One = TypeVar("One", bound=Presented)
Kept = TypeVar("Kept", bound=ByManager)
Added = TypeVar("Added", bound=ByManager)


def siblings_together(chosen: Sequence[One]) -> list[One]:
    """These, in the order of each manager's first; but a child's siblings follow it, whoever presents them."""
    by_manager: dict[str | None, list[One]] = {}
    for one in chosen:
        by_manager.setdefault(one.manager, []).append(one)
    found: list[One] = []
    while by_manager:
        links = found[-1].siblings if found else ()
        linked = (oid for oid, group in by_manager.items() if any(one.child in links for one in group))
        group = by_manager.pop(next(linked, next(iter(by_manager))))
        to_come = {ref for others in by_manager.values() for one in others for ref in one.siblings}
        found += _in_families(group, links, to_come)
    return found


def with_added(kept: Sequence[Kept], added: Sequence[Added]) -> list[Kept | Added]:
    """Those kept, in their order; whoever is added stands behind the last of the same manager, a new manager's last."""
    found: list[Kept | Added] = list(kept)
    for one in added:
        of_manager = [at for at, there in enumerate(found, 1) if there.manager == one.manager]
        found.insert(of_manager[-1] if of_manager else len(found), one)
    return found


def families(group: Sequence[One]) -> list[list[One]]:
    """Those who are siblings, or siblings' siblings, together; families and children in the order they came."""
    found: list[list[One]] = []
    left = list(group)
    while left:
        family = [left.pop(0)]
        for member in family:
            family += [one for one in left if one.child in member.siblings]
            left = [one for one in left if one.child not in member.siblings]
        found.append(family)
    return found


def _in_families(group: Sequence[One], before: Collection[str], to_come: Collection[str]) -> list[One]:
    """The family that goes on from the child before comes first; last a family that goes on with another manager."""
    its = families(group)
    begins = next((family for family in its if _any_of(family, before)), None)
    ends = next((family for family in its if family is not begins and _any_of(family, to_come)), None)
    between = [family for family in its if family is not begins and family is not ends]
    order = [*([begins] if begins else []), *between, *([ends] if ends else [])]
    order[0].sort(key=lambda one: one.child not in before)
    order[-1].sort(key=lambda one: one.child in to_come)
    return [one for family in order for one in family]


def _any_of(family: Sequence[Presented], refs: Collection[str]) -> bool:
    return any(one.child in refs for one in family)
