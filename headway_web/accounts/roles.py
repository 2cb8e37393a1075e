"""The roles, each in plain words with the rights that it gives. A role is granted at a place, for a time."""

from __future__ import annotations

from typing import ClassVar

from headway_web.access import Right

FIGURES, CHILDREN, NAMES, EXPORT = Right.SEE_AGGREGATE, Right.SEE_CHILDREN, Right.SEE_NAMES, Right.EXPORT
LOOK_AFTER = Right.LOOK_AFTER


class Role:
    """What every role says of itself.

    ``level`` is the kind of place that it is granted at; ``must_end`` says that it is granted until a day, never openly.
    """

    id: ClassVar[str]
    title: ClassVar[str]
    says: ClassVar[str]
    rights: ClassVar[frozenset[Right]]
    asks_why: ClassVar[frozenset[Right]] = frozenset()
    level: ClassVar[str] = "county"
    must_end: ClassVar[bool] = False


class Director(Role):
    """The Director of Children's Services."""

    id, title = "director", "Director of Children's Services"
    says = "Answers for every child. Sees every figure and place; opens lists of children, saying why."
    rights = frozenset({FIGURES, CHILDREN, NAMES, LOOK_AFTER, EXPORT, Right.AGREE_SETTINGS})
    asks_why = frozenset({CHILDREN, NAMES})


class ImprovementDirector(Role):
    """The Improvement Director."""

    id, title = "improvement_director", "Improvement Director"
    says = "Runs the plan. Sees every figure and what each promise rests on; no lists of children."
    rights = frozenset({FIGURES, EXPORT, Right.AGREE_SETTINGS})


class LocalityDirector(Role):
    """The director of one locality."""

    id, title, level = "locality_director", "Locality director", "locality"
    says = "Answers for one locality. Sees every figure, and the children of that locality."
    rights = frozenset({FIGURES, CHILDREN, NAMES, LOOK_AFTER, EXPORT})


class TeamManager(Role):
    """The manager of one team."""

    id, title, level = "team_manager", "Team manager", "team"
    says = "Looks after one team. Sees the figures, and the children of that team."
    rights = frozenset({FIGURES, CHILDREN, NAMES, LOOK_AFTER})


class SocialWorker(Role):
    """A social worker or personal adviser of one team."""

    id, title, level = "social_worker", "Social worker or personal adviser", "team"
    says = "Works with children of one team. Sees that team's children and their names; no figures of other places."
    rights = frozenset({CHILDREN, NAMES, Right.SEE_AS_WORKER})


class Analyst(Role):
    """The performance analyst."""

    id, title = "analyst", "Performance analyst"
    says = "Loads the data and answers for the figures. Sees rows by their id; finds the child behind one, saying why."
    rights = frozenset({FIGURES, CHILDREN, EXPORT, Right.REIDENTIFY, Right.MANAGE_DATA, Right.AGREE_SETTINGS})
    asks_why = frozenset({Right.REIDENTIFY})


class QaLead(Role):
    """The lead for quality assurance, often the Principal Social Worker."""

    id, title = "qa_lead", "Quality assurance lead"
    says = "Leads case audits. Sees every figure; no lists of children."
    rights = frozenset({FIGURES})


class BoardChair(Role):
    """The chair of the improvement board, and its partners."""

    id, title = "board_chair", "Improvement board: chair or partner"
    says = "Holds the council and partners to account. Sees every figure as the board does; no child."
    rights = frozenset({FIGURES})


class LeadMember(Role):
    """The lead member, the leader and the chief executive."""

    id, title = "lead_member", "Lead member or chief executive"
    says = "Answers to the public for the service. Sees every figure as the board does; no child."
    rights = frozenset({FIGURES})


class Commissioner(Role):
    """The adviser appointed by the DfE for this council; access ends with the appointment."""

    id, title = "commissioner", "Commissioner"
    says = "Appointed by the DfE for this council. Sees every figure; opens lists of children, saying why."
    rights = frozenset({FIGURES, CHILDREN, EXPORT})
    asks_why = frozenset({CHILDREN})
    must_end = True


class DfeOfficial(Role):
    """The DfE's case lead."""

    id, title = "dfe_official", "DfE official"
    says = "Follows the council for the DfE. Sees every figure as the board does; no child."
    rights = frozenset({FIGURES})


class ScrutinyMember(Role):
    """A councillor on the scrutiny committee."""

    id, title = "scrutiny_member", "Scrutiny councillor"
    says = "Asks questions in public. Sees only what has been cleared for the public."
    rights = frozenset[Right]()


class GovernanceLead(Role):
    """The information-governance lead, often the data protection officer."""

    id, title = "governance_lead", "Information-governance lead"
    says = (
        "Reads the trail: who saw, exported and changed what, and which child was looked at, by the id alone. "
        "Sees no figure, no list or page of a child, no name."
    )
    rights = frozenset({Right.READ_TRAIL})


class Administrator(Role):
    """Whoever gives people their roles."""

    id, title = "administrator", "Administrator"
    says = "Adds people, and gives and ends their roles. Sees no figure and no child."
    rights = frozenset({Right.MANAGE_PEOPLE})


ROLES: tuple[type[Role], ...] = (
    Director, ImprovementDirector, LocalityDirector, TeamManager, SocialWorker, Analyst, QaLead, BoardChair, LeadMember,
    Commissioner, DfeOfficial, ScrutinyMember, GovernanceLead, Administrator,
)  # fmt: skip
BY_ID = {role.id: role for role in ROLES}
