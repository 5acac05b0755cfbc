"""The columns of List 8 and List 10 with their official headings, and how councils write each code in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random

from records.cast import COUNCIL
from records.lists.child_row import AdoptionDates, ChildRow

Value = str | int | date | None

LEGAL_STATUS = {
    "C1": ("C1: ICO", "a) Interim care orders"),
    "C2": ("C2: FCO", "b) Full care orders"),
    "E1": ("E1: Placement order", "d) Placement order granted"),
    "V2": ("V2: Single period under S20", "e) Accommodated under S20"),
    "L2": ("L2: EPO",),
    "V3": ("V3: Short term breaks, episodes recorded",),
    "V4": ("V4: Short term breaks, agreements recorded",),
}
PLACEMENT = {
    "U1": "a) U1: Foster placement - relatives - long term",
    "U3": "c) U3: Foster placement - relative - not FFA",
    "U4": "d) U4: Foster placement - long term",
    "U5": "e) U5: Foster placement - FFA",
    "U6": "f) U6: Foster placement - not FFA",
    "A6": "j) A6: Placed for adoption - order - not foster",
    "P1": "k) P1: Placed with parents",
    "K2": "p) K2: Children's Homes",
    "K3": "K3: Supported accommodation",
    "R1": "q) R1: Residential Care Home",
    "S1": "u) S1: Residential school",
}
PLAN = {
    "": "",
    "return_home": "a) Return to family",
    "adoption": "b) Adoption",
    "sgo": "SGO",
    "cao": "CAO",
    "independence": "d) Supported living in the community",
    "residential": "e) Long-term residential placement",
    "long_term_fostering": "f) Long-term fostering",
}
REASON_CEASED = {
    "": "",
    "E4A": "e) E4A: Returned home to live with parents or relatives - part of planning",
    "E41": "h) E41: Residence order granted",
    "E46": "j) E46: Special Guardianship Orders - former carer other",
    "E47": "k) E47: Special Guardianship Orders - relative/friend",
}
IN_HOUSE = "b) PR1 - Own provision"


@dataclass(frozen=True, slots=True)
class Setting:
    """What a cell may depend on beside its row: chance, and the day of the extract."""

    chance: Random
    as_of: date


Column = tuple[str, Callable[[ChildRow, Setting], Value]]


def _yes(value: bool) -> str:
    return "a) Yes" if value else "b) No"


def _age(row: ChildRow, as_of: date) -> int:
    born = row.date_of_birth or as_of
    return as_of.year - born.year - ((as_of.month, as_of.day) < (born.month, born.day))


def _recent(row: ChildRow, as_of: date) -> bool:
    since = row.placement_since
    return since is not None and since > row.entered and (as_of - since).days <= 365


# The 34 official columns in order, then the three this product also reads.
LIST_8: tuple[Column, ...] = (
    ("Child Unique ID", lambda row, _: row.child),
    ("Gender", lambda row, at: at.chance.choice(("a) Male", "b) Female"))),
    ("Ethnicity", lambda row, at: at.chance.choice(("a) WBRI", "a) WBRI", "a) WBRI", "g) MOTH", "n) BAFR"))),
    ("Date of Birth", lambda row, _: row.date_of_birth),
    ("Age of Child (Years)", lambda row, at: _age(row, at.as_of)),
    (
        "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)",
        lambda row, _: _yes(row.unaccompanied),
    ),
    ("Does the Child have a Disability", lambda row, _: _yes("Disabilities" in row.team)),
    ("Date Started to be Looked After", lambda row, _: row.entered),
    (
        "Child's Category of Need",
        lambda row, _: "N8 - Absent parenting" if row.unaccompanied else "N1 - Abuse or Neglect",
    ),
    (
        "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)",
        lambda row, _: _yes(row.second_period),
    ),
    ("Start date of current legal status", lambda row, _: row.legal_status_since),
    ("Child's Legal Status", lambda row, at: at.chance.choice(LEGAL_STATUS[row.legal_status])),
    ("Date of Latest Statutory Review", lambda row, _: row.reviewed),
    ("Date of Last Social Work Visit", lambda row, _: row.visited),
    ("What is the permanence plan for this child?", lambda row, _: PLAN[row.plan]),
    ("Date of Last IRO Visit / Contact to the Child", lambda row, _: row.reviewed),
    ("Date of Last Health Assessment", lambda row, _: row.reviewed),
    ("Date of Last Dental Check", lambda row, _: None),
    ("Number of Placements in the Last 12 months", lambda row, at: 2 if _recent(row, at.as_of) else 1),
    ("Date Ceased to be Looked After", lambda row, _: row.left),
    ("Reason Ceased to be Looked After", lambda row, _: REASON_CEASED[row.left_by]),
    ("Start Date of Most Recent Placement", lambda row, _: row.placement_since),
    ("Placement Type", lambda row, _: PLACEMENT[row.placement]),
    ("Placement Provider", lambda row, _: "a) PR0 - Parents" if row.placement == "P1" else IN_HOUSE),
    ("Placement postcode", lambda row, _: None),
    ("URN of Placement", lambda row, _: None),
    ("Placement Location", lambda row, _: "a) IN - inside the authority"),
    ("LA of Placement", lambda row, _: COUNCIL),
    (
        "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months",
        lambda row, _: 0,
    ),
    (
        "Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months",
        lambda row, _: 0,
    ),
    ("Was the child offered a Return Interview after their last missing episode (Y/N)?", lambda row, _: None),
    ("Did the child accept a Return Interview after their last missing episode (Y/N)?", lambda row, _: None),
    ("Allocated Team", lambda row, _: row.team),
    ("Allocated Worker", lambda row, _: row.worker),
    ("Initials", lambda row, _: row.initials),
    ("Date Permanence Plan Agreed", lambda row, _: row.plan_agreed),
    ("Contingency Plan", lambda row, _: PLAN[row.contingency]),
)


def _step(name: str) -> Callable[[ChildRow, Setting], Value]:
    return lambda row, _: getattr(row.adoption or AdoptionDates(0), name)


LIST_10: tuple[Column, ...] = (
    ("Child Unique ID", lambda row, _: row.child),
    ("Family identifier", lambda row, _: None),
    ("Gender", lambda row, at: at.chance.choice(("a) Male", "b) Female"))),
    ("Ethnicity", lambda row, _: "a) WBRI"),
    ("Date of Birth", lambda row, _: row.date_of_birth),
    ("Age of Child (Years)", lambda row, at: _age(row, at.as_of)),
    ("Does the Child have a Disability", lambda row, _: _yes(False)),
    ("Date the Child Entered Care", lambda row, _: row.entered),
    ("Date of Decision that Child Should be Placed for Adoption", _step("decided")),
    ("Date of Placement Order", _step("ordered")),
    ("Date of Matching Child and Prospective Adopters", _step("matched")),
    ("Date Placed for Adoption", _step("placed")),
    ("Date of Adoption Order", _step("adopted")),
    ("Date of Decision that Child Should No Longer be Placed for Adoption", _step("reversed")),
    ("Reason Why Child No Longer Placed for Adoption", lambda row, _: None),
    (
        "Date the child was placed for fostering in FFA or concurrent planning placement",
        lambda row, _: row.placement_since if row.placement == "U5" else None,
    ),
)
