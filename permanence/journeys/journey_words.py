"""The words a journey is written in: event types with their fields, and the codes those fields take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

LEGAL_STATUSES = ("C1", "C2", "D1", "E1", "J1", "J2", "J3", "L1", "L2", "L3", "V2", "V3", "V4")
PLACEMENTS = (
    *("A3", "A4", "A5", "A6", "H5", "K1", "K2", "K3", "P1", "P2", "P3", "R1", "R2", "R3", "R5", "S1"),
    *("T0", "T1", "T2", "T3", "T4", "U1", "U2", "U3", "U4", "U5", "U6", "Z1", "Z11", "Z12", "Z13", "Z14"),
)
PLANS = (
    *("return_home", "adoption", "sgo", "cao", "connected_person_foster_care"),
    *("long_term_fostering", "residential", "independence", "other"),
)
CHANGES = ("siblings_separated", "residential", "placed_with_parents", "other")
MATCHES = ("adoption", "long_term_fostering")
OUTCOMES = ("adoption_order", "sgo", "cao", "long_term_match", "returned_home")
ORDERS = (
    *("care_order", "placement_order", "sgo", "cao", "adoption_order"),
    *("placement_order_revoked", "care_order_discharged"),
)


@dataclass(frozen=True, slots=True)
class FieldRule:
    """One extra field of an event: `kind` is word, text, date, flag or count; `words` what a word may be."""

    kind: str
    words: tuple[str, ...] = ()
    required: bool = True


def _word(words: tuple[str, ...], required: bool = True) -> FieldRule:
    return FieldRule("word", words, required)


DATE = FieldRule("date")
NOTHING: Mapping[str, FieldRule] = {}
WHICH_PANEL = {"panel": FieldRule("text", required=False)}  # said where the procedure has several
STATUS = {"legal_status": _word(LEGAL_STATUSES)}
PLACEMENT = {"placement": _word(PLACEMENTS)}

EVENTS: Mapping[str, Mapping[str, FieldRule]] = {
    "entered_care": {  # an extract may not say with which status and placement
        "legal_status": _word(LEGAL_STATUSES, required=False),
        "placement": _word(PLACEMENTS, required=False),
        "emergency": FieldRule("flag", required=False),
    },
    "legal_status_changed": STATUS,
    "placement_changed": PLACEMENT,
    "placement_broke_down": NOTHING,
    "proceedings_issued": NOTHING,
    "proceedings_concluded": NOTHING,
    "final_evidence_date_set": {"date": DATE},
    "care_plan_changed": {"change": _word(CHANGES)},
    "review_booked": {"date": DATE},
    "review_held": NOTHING,
    "ppm_held": NOTHING,
    "panel_held": WHICH_PANEL,
    "final_care_planning_meeting_held": NOTHING,
    "interval_set": {
        "weeks": FieldRule("count", required=False),
        "months": FieldRule("count", required=False),
        "date": FieldRule("date", required=False),  # for the next, where a date was given in place of an interval
        "of": FieldRule("text", required=False),  # which kind of meeting or duty, where there are several
        "reason": FieldRule("text"),
    },
    "minutes_issued": NOTHING,
    "record_uploaded": NOTHING,
    "panel_referral_made": WHICH_PANEL,
    "plan_agreed": {
        "plan": _word(PLANS),
        "contingency": _word(PLANS, required=False),
        "final": FieldRule("flag", required=False),
    },
    "adoption_decision": NOTHING,
    "linked": NOTHING,
    "matched": {"match": _word(MATCHES)},
    "placed_for_adoption": NOTHING,
    "permanence_achieved": {"by": _word(OUTCOMES)},
    "pre_proceedings_started": NOTHING,
    "pre_proceedings_ended": NOTHING,
    "legal_planning_meeting_held": NOTHING,
    "final_hearing_set": {"date": DATE},
    "order_made": {"order": _word(ORDERS)},
    "pathway_plan_agreed": NOTHING,
    "visited": NOTHING,
    "milestone": {
        "name": FieldRule("text"),
        "note": FieldRule("text", required=False),  # what was said of it: who approved it, why
        "sibling": FieldRule("text", required=False),  # whose copy it is, where there is one for each sibling
    },
    "milestone_planned": {"name": FieldRule("text"), "date": DATE},
    "left_care": NOTHING,
}
