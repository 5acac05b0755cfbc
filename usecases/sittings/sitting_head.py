"""How a sitting is headed on its cards, by the procedure in force."""

from __future__ import annotations

from cards.sittings.sitting_head import SittingHead
from permanence.panel.panels import panel_title, theme_title
from permanence.panel.sitting import ACTION_REVIEW, Sitting
from permanence.policy import Policy


def sitting_head(policy: Policy, sitting: Sitting) -> SittingHead:
    """The head of its card, as a draft or published."""
    return SittingHead(
        panel=panel_title(policy, sitting.panel),
        starts_at=sitting.starts_at,
        ends_at=sitting.ends_at,
        theme=theme_title(policy, sitting),
        action_review=sitting.kind == ACTION_REVIEW,
        clause=sitting.clause,
    )
