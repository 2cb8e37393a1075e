"""The improvement plan: what was asked, promised, done and shown; delivery and impact as two facts."""

from headway.improvement.kept import KIND as PLAN_KIND
from headway.improvement.kept import KeptClaim, KeptClaims, first_kept, keep_plan
from headway.improvement.plan import Claim, Plan, PlanAction, PlanState, Recommendation
from headway.improvement.plan_checks import Known
from headway.improvement.read_plan import plan_of_state, read_plan_state
from headway.improvement.status import (
    ClaimFigures,
    ClaimStatus,
    PlanStatus,
    RecommendationStatus,
    TakenAway,
    plan_status,
)

__all__ = [
    "PLAN_KIND", "Claim", "ClaimFigures", "ClaimStatus", "KeptClaim", "KeptClaims", "Known", "Plan", "PlanAction", "PlanState",
    "PlanStatus", "Recommendation", "RecommendationStatus", "TakenAway", "first_kept", "keep_plan", "plan_of_state",
    "plan_status", "read_plan_state",
]  # fmt: skip
