"""The order of an agenda that is changed: whoever is added stands with the others of the same manager."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given, strategies as st

from permanence.panel.agenda_order import with_added


@dataclass(frozen=True)
class Heard:
    child: int
    manager: str | None


HEARD = st.lists(st.builds(Heard, st.integers(0, 99), st.sampled_from(["east", "west", None])), max_size=8, unique=True)


def test_a_child_added_is_heard_with_the_others_of_its_manager() -> None:
    kept = [Heard(1, "east"), Heard(2, "east"), Heard(3, "west")]
    order = with_added(kept, [Heard(4, "east"), Heard(5, "north"), Heard(6, "west"), Heard(7, "east")])
    assert [one.child for one in order] == [1, 2, 4, 7, 3, 6, 5]


@given(HEARD, HEARD)
def test_nobody_is_lost_and_those_kept_stay_in_their_order(kept: list[Heard], added: list[Heard]) -> None:
    order = with_added(kept, added)
    assert sorted(order, key=hash) == sorted([*kept, *added], key=hash)
    places = iter(order)
    assert all(one in places for one in kept)


@given(HEARD)
def test_managers_who_sit_once_sit_once_after_it(added: list[Heard]) -> None:
    order = with_added([Heard(100, "east"), Heard(101, "west")], added)
    turns = [one.manager for at, one in enumerate(order) if at == 0 or order[at - 1].manager != one.manager]
    assert len(turns) == len(set(turns))
