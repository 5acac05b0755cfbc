"""Which permanence plans are open to a child of which age: the matrix some procedures have."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from permanence.policy_file.parts import Ages, ClauseId, Part, Plan, Word


class Options(Part):
    """Plans open to a child of some age, with or without a connected person to care for them."""

    age: Ages
    connected_person: Literal["not_an_option", "may_be_an_option"]
    plans: list[Plan] = Field(min_length=1)


class PlanOptions(Part):
    """The matrix of options, the milestones that say whether a connected person may care, and the way out."""

    clause: ClauseId
    says: str
    not_an_option: Word
    may_be_an_option: Word
    reason_recorded: Word
    always: list[Plan] = Field(default_factory=list)
    row: list[Options] = Field(min_length=1)
