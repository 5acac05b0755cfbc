"""Made-up children whose journeys make sense: one story for each kind of child a permanence panel follows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from records.cast import ADOPTION, CENTRAL, COAST, DISABILITY, EAST, NORTH, WEST, WORKERS, YOUNG_PEOPLE
from records.lists.child_row import AdoptionDates, ChildRow

IN_CARE_TEAMS = (EAST, WEST, NORTH)
FAMILY_TEAMS = (CENTRAL, COAST)
YEAR = 365


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes children as of a day; every draw comes from `chance`, so that a seed always makes the same ones."""

    chance: Random
    as_of: date

    def ago(self, least: int, most: int) -> date:
        return self.as_of - timedelta(days=self.chance.randint(least, most))

    def between(self, first: date, last: date) -> date:
        return first + timedelta(days=self.chance.randint(0, max(0, (last - first).days)))

    def child(
        self, ages: tuple[int, int], care: tuple[int, int], status: str, placement: str, teams: tuple[str, ...]
    ) -> ChildRow:
        """A child of that age (whole years) today, so many days in care, in the first status and placement."""
        entered = self.ago(*care)
        born = self.as_of - timedelta(days=self.chance.randint(ages[0] * YEAR + 30, ages[1] * YEAR + 330))
        born = min(born, entered)
        team = self.chance.choice(teams)
        return ChildRow(
            line=0,
            child="",
            entered=entered,
            legal_status=status,
            legal_status_since=entered,
            initials="".join(self.chance.choice("ABCDEFGHJKLMNPRSTW") for _ in range(2)),
            date_of_birth=born,
            placement=placement,
            placement_since=entered,
            reviewed=_latest_review(entered, self.as_of, self.chance.randint(0, 6)),
            visited=max(entered, self.ago(1, 40)),
            team=team,
            worker=self.chance.choice(WORKERS[team]),
        )

    def planned(self, row: ChildRow, plan: str, contingency: str = "") -> ChildRow:
        """Agreed between four weeks and five months after entry, as far as that has come."""
        agreed = min(self.as_of, row.entered + timedelta(days=self.chance.randint(28, 150)))
        return replace(row, plan=plan, contingency=contingency, plan_agreed=agreed)

    def moved(self, row: ChildRow, placement: str, least: int = 30) -> ChildRow:
        """To another placement, at least so many days after entry."""
        since = self.between(min(self.as_of, row.entered + timedelta(days=least)), self.as_of - timedelta(days=5))
        return replace(row, placement=placement, placement_since=max(since, row.entered))

    def ordered(self, row: ChildRow, status: str) -> ChildRow:
        """The court's order six to ten months after entry, as far as that has come."""
        since = min(self.as_of - timedelta(days=7), row.entered + timedelta(days=self.chance.randint(180, 300)))
        return replace(row, legal_status=status, legal_status_since=max(since, row.entered))


def _latest_review(entered: date, as_of: date, early: int) -> date | None:
    """Reviews 25 days, then three, then every six months after entry, a few days early."""
    held: date | None = None
    days = 25
    while entered + timedelta(days=days) <= as_of:
        held = entered + timedelta(days=max(0, days - early))
        days += 90 if days == 25 else 180
    return held


def newly_entered(make: Maker) -> ChildRow:
    row = make.child((0, 15), (3, 40), make.chance.choice(("V2", "C1", "L2")), "U6", FAMILY_TEAMS)
    return replace(row, placement=make.chance.choice(("U6", "U6", "U3")))


def in_proceedings(make: Maker) -> ChildRow:
    row = make.child((0, 11), (50, 200), "C1", make.chance.choice(("U6", "U6", "U3", "U5")), FAMILY_TEAMS)
    return make.planned(row, "return_home", make.chance.choice(("sgo", "adoption", "long_term_fostering")))


def section_20_over_12_weeks(make: Maker) -> ChildRow:
    row = make.child((6, 16), (90, 500), "V2", make.chance.choice(("U6", "U6", "K2", "U3")), FAMILY_TEAMS)
    return make.planned(row, make.chance.choice(("return_home", "long_term_fostering", "return_home")))


def placed_with_parents(make: Maker) -> ChildRow:
    row = make.ordered(make.child((1, 14), (330, 1600), "C1", "U6", IN_CARE_TEAMS), "C2")
    return make.planned(make.moved(row, "P1", 60), "return_home")


def not_yet_matched(make: Maker) -> ChildRow:
    row = make.ordered(make.child((5, 15), (400, 2500), "C1", "U6", IN_CARE_TEAMS), "C2")
    return make.planned(make.moved(row, make.chance.choice(("U6", "U6", "U3"))), "long_term_fostering")


def long_term_matched(make: Maker) -> ChildRow:
    row = make.ordered(make.child((6, 17), (800, 4000), "C1", "U6", IN_CARE_TEAMS), "C2")
    return make.planned(make.moved(row, make.chance.choice(("U4", "U4", "U4", "U1")), 300), "long_term_fostering")


def plan_missing(make: Maker) -> ChildRow:
    row = make.child((2, 15), (60, 300), make.chance.choice(("V2", "C1")), "U6", FAMILY_TEAMS)
    return replace(row, placement=make.chance.choice(("U6", "K2", "U3")))


def towards_special_guardianship(make: Maker) -> ChildRow:
    row = make.child((1, 11), (150, 500), "C1", "U3", (*FAMILY_TEAMS, EAST))
    return make.planned(row, "sgo", "long_term_fostering")


def towards_child_arrangements(make: Maker) -> ChildRow:
    row = make.child((2, 12), (120, 400), "C1", "U3", FAMILY_TEAMS)
    return make.planned(row, "cao", "sgo")


def towards_adoption(make: Maker) -> ChildRow:
    """From waiting to be linked to placed and waiting for the order; List 10 holds the steps."""
    row = make.child((0, 5), (380, 800), "C1", make.chance.choice(("U6", "U5")), (ADOPTION,))
    row = make.planned(make.ordered(row, "E1"), "adoption", "long_term_fostering")
    ordered = row.legal_status_since
    decided = ordered - timedelta(days=make.chance.randint(20, 60))
    adoption = AdoptionDates(0, decided=decided, ordered=ordered)
    stage = make.chance.choice(("waiting", "matched", "placed"))
    if stage != "waiting":
        adoption = replace(adoption, matched=make.between(ordered, make.as_of - timedelta(days=30)))
    if stage == "placed" and adoption.matched:
        placed = adoption.matched + timedelta(days=make.chance.randint(10, 28))
        adoption = replace(adoption, placed=placed)
        row = replace(row, placement="A6", placement_since=placed)
    return replace(row, adoption=adoption)


def away_from_adoption(make: Maker) -> ChildRow:
    """The placement order stands, but the plan must change; the file of past events says since when."""
    row = make.ordered(make.child((4, 9), (600, 1200), "C1", "U6", (ADOPTION,)), "E1")
    ordered = row.legal_status_since
    row = replace(row, adoption=AdoptionDates(0, decided=ordered - timedelta(days=40), ordered=ordered))
    return make.planned(row, "adoption", "long_term_fostering")


def residential(make: Maker) -> ChildRow:
    row = make.ordered(make.child((11, 16), (400, 2000), "C1", "U6", (*IN_CARE_TEAMS, DISABILITY)), "C2")
    return make.planned(make.moved(row, make.chance.choice(("K2", "K2", "R1", "S1"))), "residential")


def towards_independence(make: Maker) -> ChildRow:
    row = make.ordered(make.child((16, 17), (700, 3000), "C1", "U6", (YOUNG_PEOPLE,)), "C2")
    return make.planned(make.moved(row, make.chance.choice(("K3", "U6")), 200), "independence")


def unaccompanied(make: Maker) -> ChildRow:
    row = make.child((15, 17), (10, 600), "V2", make.chance.choice(("U6", "K3")), (YOUNG_PEOPLE, *IN_CARE_TEAMS))
    row = make.planned(row, "independence", "long_term_fostering")
    return replace(row, unaccompanied=True)


def unstable(make: Maker) -> ChildRow:
    """Moved within the last weeks, and before that; the past moves are in the file of past events."""
    row = make.ordered(make.child((9, 16), (500, 2200), "C1", "U6", IN_CARE_TEAMS), "C2")
    row = replace(row, placement=make.chance.choice(("U6", "K2")), placement_since=make.ago(4, 40))
    return make.planned(row, make.chance.choice(("long_term_fostering", "residential")))


def left_care(make: Maker) -> ChildRow:
    reason, status, placement, plan = make.chance.choice(
        (
            ("E4A", "V2", "U6", "return_home"),
            ("E46", "C1", "U6", "sgo"),
            ("E47", "C1", "U3", "sgo"),
            ("E41", "C1", "U3", "cao"),
        )
    )
    row = make.planned(make.child((1, 14), (330, 700), status, placement, FAMILY_TEAMS), plan)
    left = make.ago(5, 170)
    return replace(row, left=left, left_by=reason, reviewed=_no_later(row.reviewed, left), visited=left)


def _no_later(when: date | None, last: date) -> date | None:
    return min(when, last) if when else None


def short_breaks(make: Maker) -> ChildRow:
    return make.child((6, 15), (100, 900), make.chance.choice(("V3", "V4")), "U6", (DISABILITY,))


# Of a hundred children about so many; each story is told at least once when there are enough children.
STORIES: tuple[tuple[Callable[[Maker], ChildRow], int], ...] = (
    (newly_entered, 6),
    (in_proceedings, 10),
    (section_20_over_12_weeks, 5),
    (placed_with_parents, 5),
    (not_yet_matched, 11),
    (long_term_matched, 30),
    (plan_missing, 4),
    (towards_special_guardianship, 4),
    (towards_child_arrangements, 2),
    (towards_adoption, 6),
    (away_from_adoption, 1),
    (residential, 4),
    (towards_independence, 3),
    (unaccompanied, 4),
    (unstable, 2),
    (left_care, 2),
    (short_breaks, 1),
)
