"""Who comes onto an agenda: the most overdue first, a manager's children together, nobody lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from zlib import crc32

from hypothesis import given, strategies as st

from permanence.panel.sitting import Candidate, Item, may_answer, propose, reorder, slot_times
from permanence.people.person import Person
from tests.cast import EAST, SUPPORT, VIEWER, WEST, WORKER

MONDAY = date(2026, 1, 5)


def child(ref: str, manager: str | None = "oid-east", due: int | None = 0, released: bool = False) -> Candidate:
    """A child due so many days after Monday 5 January 2026."""
    on = None if due is None else MONDAY + timedelta(days=due)
    return Candidate(ref, f"{ref} (AB)", "East", manager, "BCP-3.1", "6 weeks after entering care", on, released)


children = st.lists(
    st.builds(
        child,
        st.integers(1, 40).map(lambda n: f"C-{n:04}"),
        st.sampled_from(["oid-east", "oid-west", "oid-north", None]),
        st.one_of(st.none(), st.integers(-60, 60)),
        st.booleans(),
    ),
    max_size=60,
)
capacities = st.integers(1, 12)
references = st.sets(st.integers(1, 40).map(lambda n: f"C-{n:04}"))


@given(children, capacities)
def test_nobody_gets_in_before_somebody_more_overdue_who_has_a_manager(due: list[Candidate], capacity: int) -> None:
    agenda = propose(due, capacity)
    if agenda.listed and agenda.waiting:
        assert max(c.urgency for c in agenda.listed) < min(c.urgency for c in agenda.waiting)


@given(children, capacities)
def test_an_agenda_is_as_full_as_it_can_be_and_no_fuller(due: list[Candidate], capacity: int) -> None:
    agenda = propose(due, capacity)
    assert len(agenda.listed) <= capacity
    assert not agenda.waiting or len(agenda.listed) == capacity


@given(children, capacities)
def test_a_managers_children_stand_side_by_side(due: list[Candidate], capacity: int) -> None:
    runs = [manager for manager, _ in groupby(c.manager for c in propose(due, capacity).listed)]
    assert len(runs) == len(set(runs))


@given(children, capacities, references)
def test_every_child_is_listed_or_waits_or_has_no_manager_or_is_elsewhere(
    due: list[Candidate], capacity: int, elsewhere: set[str]
) -> None:
    agenda = propose(due, capacity, elsewhere)
    shown = [c.child for c in (*agenda.listed, *agenda.waiting, *agenda.without_manager)]
    assert len(shown) == len(set(shown))
    assert set(shown) == {c.child for c in due} - elsewhere


@given(children, capacities)
def test_a_child_due_twice_comes_once_under_the_more_overdue(due: list[Candidate], capacity: int) -> None:
    for chosen in propose(due, capacity).listed:
        assert chosen.urgency == min(c.urgency for c in due if c.child == chosen.child)


@given(children, capacities, st.randoms())
def test_the_order_children_come_in_makes_no_difference_to_who_is_on(
    due: list[Candidate], most: int, any_order
) -> None:  # type: ignore[no-untyped-def]
    once = [child(f"C-{n}", c.manager, (c.due - MONDAY).days if c.due else None, c.released) for n, c in enumerate(due)]
    mixed = list(once)
    any_order.shuffle(mixed)
    assert propose(once, most) == propose(mixed, most)


def of_families(due: list[Candidate], seed: int) -> list[Candidate]:
    """The same children, each once, every one of them in a family by chance."""
    once = {c.child: c for c in due}
    family = {ref: crc32(f"{ref} {seed}".encode()) % 6 for ref in once}
    return [
        replace(c, siblings=tuple(sorted(r for r in once if r and r != c.child and family[r] == family[c.child])))
        for c in once.values()
    ]


@given(children, capacities, st.integers(0, 50))
def test_siblings_change_who_stands_where_and_never_who_is_on(due: list[Candidate], capacity: int, seed: int) -> None:
    related = of_families(due, seed)
    alone = propose([replace(c, siblings=()) for c in related], capacity)
    together = propose(related, capacity)
    assert {c.child for c in together.listed} == {c.child for c in alone.listed}
    assert [c.child for c in together.waiting] == [c.child for c in alone.waiting]
    runs = [manager for manager, _ in groupby(c.manager for c in together.listed)]
    assert len(runs) == len(set(runs))


@given(children, capacities, st.integers(0, 50))
def test_siblings_of_one_manager_stand_next_to_each_other(due: list[Candidate], capacity: int, seed: int) -> None:
    listed = propose(of_families(due, seed), capacity).listed
    for place, one in enumerate(listed):
        its = [n for n, c in enumerate(listed) if c.child in (*one.siblings, one.child) and c.manager == one.manager]
        assert its == list(range(its[0], its[0] + len(its))), place


def test_siblings_of_two_managers_stand_where_the_one_hands_over_to_the_other() -> None:
    one = replace(child("C-1", "oid-east", -30), siblings=("C-6",))
    due = [one, child("C-2", "oid-east", -20), child("C-3", "oid-west", -10), child("C-4", "oid-north", -8)]
    due += [replace(child("C-6", "oid-north", -5), siblings=("C-1",))]
    assert [c.child for c in propose(due, 9).listed] == ["C-2", "C-1", "C-6", "C-4", "C-3"]


def test_a_child_carried_over_comes_before_one_more_overdue() -> None:
    agenda = propose([child("C-1", due=-30), child("C-2", due=5, released=True)], 1)
    assert [c.child for c in agenda.listed] == ["C-2"]
    assert [c.child for c in agenda.waiting] == ["C-1"]


def test_a_child_whose_team_has_no_manager_is_shown_apart() -> None:
    agenda = propose([child("C-1", manager=None, due=-30), child("C-2")], 3)
    assert [c.child for c in agenda.listed] == ["C-2"]
    assert [c.child for c in agenda.without_manager] == ["C-1"]


def test_an_action_review_lists_each_manager_once() -> None:
    review = [
        Candidate(None, "", None, manager, "BCP-6.2", "2 open actions", due)
        for manager, due in (("oid-west", MONDAY), ("oid-east", date(2026, 1, 1)), ("oid-west", date(2026, 2, 1)))
    ]
    assert [c.manager for c in propose(review, 9).listed] == ["oid-east", "oid-west"]


def item(number: int) -> Item:
    return Item(number, 1, f"C-{number}", f"C-{number}", "oid-east", number, "BCP-3.1", "", None, "listed", 1)


def order(places: dict[int, int]) -> list[int]:
    return [it.id for it in reorder([item(1), item(2), item(3)], places)]


def test_an_item_moved_to_a_place_stands_there() -> None:
    assert order({3: 1}) == [3, 1, 2]
    assert order({1: 3}) == [2, 3, 1]
    assert order({1: 2}) == [2, 1, 3]
    assert order({1: 1, 2: 2, 3: 3}) == [1, 2, 3]


def test_an_afternoon_has_whole_slots_only_and_no_more_than_the_capacity() -> None:
    two = datetime(2026, 1, 8, 14, tzinfo=UTC)
    times = slot_times(two, two + timedelta(minutes=100), 30, 10)
    assert [f"{start:%H:%M}-{end:%H:%M}" for start, end in times] == ["14:00-14:30", "14:30-15:00", "15:00-15:30"]
    assert len(slot_times(two, two + timedelta(hours=3), 30, 4)) == 4


def test_the_manager_a_stand_in_for_the_team_and_business_support_may_answer() -> None:
    stand_in = Person("oid-stand-in", "Sky Stand-In", frozenset({"team_manager"}), frozenset({"East"}))
    everywhere = Person("oid-all", "Avery All", frozenset({"team_manager"}), frozenset({"*"}))
    assert may_answer(EAST, EAST, {"East"})
    assert may_answer(stand_in, EAST, {"East"})
    assert may_answer(everywhere, EAST, {"East"})
    assert may_answer(SUPPORT, EAST, {"East"})


def test_another_teams_manager_a_worker_and_a_viewer_may_not_answer() -> None:
    assert not may_answer(WEST, EAST, {"East"})
    assert not may_answer(WORKER, EAST, {"East"})
    assert not may_answer(VIEWER, EAST, {"East"})
    both = Person("oid-both", "Bo Both", frozenset({"team_manager"}), frozenset({"East"}))
    assert not may_answer(both, EAST, {"East", "North"})


def test_at_an_action_review_a_stand_in_is_one_for_all_the_managers_teams() -> None:
    stand_in = Person("oid-stand-in", "Sky Stand-In", frozenset({"team_manager"}), frozenset({"East"}))
    assert may_answer(stand_in, EAST, set())
    assert not may_answer(WEST, EAST, set())
