"""Words for the codes of the SSDA903 return and for the product's own words, as a card or a page says them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

LEGAL_STATUS = {
    "C1": "interim care order",
    "C2": "full care order",
    "D1": "freeing order",
    "E1": "placement order",
    "J1": "remanded to the authority",
    "J2": "accommodated under PACE",
    "J3": "youth rehabilitation order",
    "L1": "police protection",
    "L2": "emergency protection order",
    "L3": "child assessment order",
    "V2": "section 20",
    "V3": "series of short breaks",
    "V4": "series of short breaks",
}

PLACEMENT = {
    "A3": "placed for adoption with consent, with the child's foster carer",
    "A4": "placed for adoption with consent",
    "A5": "placed for adoption under a placement order, with the child's foster carer",
    "A6": "placed for adoption under a placement order",
    "H5": "semi-independent living",
    "K1": "secure children's home",
    "K2": "children's home",
    "K3": "supported accommodation",
    "P1": "with parents",
    "P2": "independent living",
    "P3": "residential employment",
    "R1": "residential care home",
    "R2": "hospital or other health placement",
    "R3": "family centre or mother and baby unit",
    "R5": "young offender institution",
    "S1": "residential school",
    "T0": "temporary placement",
    "T1": "in hospital for a while",
    "T2": "on holiday for a while",
    "T3": "temporary placement while the carer is away",
    "T4": "temporary placement of seven days or less",
    "U1": "long-term foster care with a relative or friend",
    "U2": "fostering for adoption with a relative or friend",
    "U3": "foster care with a relative or friend, not long-term matched",
    "U4": "long-term foster care",
    "U5": "fostering for adoption",
    "U6": "foster care, not long-term matched",
    "Z1": "other placement",
    "Z11": "other placement",
    "Z12": "other placement",
    "Z13": "other placement",
    "Z14": "other placement",
}

PLAN = {
    "return_home": "return home",
    "adoption": "adoption",
    "sgo": "special guardianship order",
    "cao": "child arrangements order",
    "connected_person_foster_care": "foster care with a connected person",
    "long_term_fostering": "long-term fostering",
    "residential": "long-term residential care",
    "independence": "independence",
    "other": "another plan",
}

OUTCOME = {
    "adoption_order": "an adoption order",
    "sgo": "a special guardianship order",
    "cao": "a child arrangements order",
    "long_term_match": "a long-term match ratified",
    "returned_home": "a return home, the care order discharged",
}

REASON_CEASED = {
    "E2": "died",
    "E3": "care taken over by another authority",
    "E4A": "returned home, as planned",
    "E4B": "returned home, not as planned",
    "E5": "moved into independent living with support",
    "E6": "moved into independent living without formal support",
    "E7": "moved to adult residential care",
    "E8": "any other reason",
    "E9": "sentenced to custody",
    "E11": "adopted, unopposed",
    "E12": "adopted, consent dispensed with",
    "E13": "left to live with somebody without parental responsibility",
    "E14": "remand ended",
    "E15": "found to be 18 or older",
    "E16": "moved abroad",
    "E17": "18 and stayed with the carers",
    "E41": "child arrangements order",
    "E43": "special guardianship order to foster carers",
    "E44": "special guardianship order to others",
    "E45": "special guardianship order to a relative or friend who fostered the child",
    "E46": "special guardianship order to another former foster carer",
    "E47": "special guardianship order to a relative or friend who did not foster the child",
    "E48": "special guardianship order to somebody else",
    "X1": "care goes on in another episode",
}

ORDER = {"sgo": "special guardianship order", "cao": "child arrangements order"}

EVENT = {
    "entered_care": "came into care",
    "legal_status_changed": "legal status changed",
    "placement_changed": "moved placement",
    "placement_broke_down": "placement broke down",
    "proceedings_issued": "care proceedings issued",
    "proceedings_concluded": "care proceedings concluded",
    "final_evidence_date_set": "date for final evidence set",
    "care_plan_changed": "care plan changed",
    "review_booked": "review booked",
    "review_held": "looked-after review held",
    "ppm_held": "permanence planning meeting held",
    "panel_held": "seen by the panel",
    "final_care_planning_meeting_held": "final care planning meeting held",
    "interval_set": "shorter interval set",
    "minutes_issued": "minutes issued",
    "record_uploaded": "paperwork uploaded to the record",
    "panel_referral_made": "referred to the panel",
    "plan_agreed": "permanence plan agreed",
    "adoption_decision": "adoption agreed by the agency decision maker",
    "linked": "linked to a family",
    "matched": "matched",
    "placed_for_adoption": "placed for adoption",
    "permanence_achieved": "permanence achieved",
    "pre_proceedings_started": "pre-proceedings started",
    "pre_proceedings_ended": "pre-proceedings ended",
    "legal_planning_meeting_held": "legal planning meeting held",
    "final_hearing_set": "final hearing set",
    "order_made": "order made",
    "pathway_plan_agreed": "pathway plan agreed",
    "visited": "visited",
    "milestone": "milestone reached",
    "milestone_planned": "milestone planned for a date",
    "left_care": "left care",
}


def in_words(words: Mapping[str, str], code: str) -> str:
    """The words for a code; a word that has none is said with its underscores as spaces."""
    return words.get(code) or code.replace("_", " ")


KNOWN: Mapping[str, str] = {**OUTCOME, **ORDER, **PLAN, **LEGAL_STATUS, **PLACEMENT, **REASON_CEASED}


def with_words(code: str) -> str:
    """`C2 (full care order)`; a word that says what it means is left as it is."""
    words = KNOWN.get(code, "")
    plainly = words.removeprefix("an ").replace("-", " ")
    return f"{code} ({words})" if words and plainly != code.replace("_", " ") else code


def listed(codes: Iterable[str]) -> str:
    """Codes that are allowed somewhere, each with its words."""
    return ", ".join(with_words(code) for code in codes)
