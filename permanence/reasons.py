"""Reasons people give: what one must be to be kept, said alike wherever one is asked for."""

from __future__ import annotations

WHY_MISSING = "Say why; a few words are enough."
LONGEST_REASON = 500


def what_is_wrong_with(reason: str) -> str:
    """The sentence about a reason that will not do; empty for a good one."""
    if not reason:
        return WHY_MISSING
    if len(reason) > LONGEST_REASON:
        return f"The reason is {len(reason)} characters long; at most {LONGEST_REASON} fit, so shorten it."
    return ""
