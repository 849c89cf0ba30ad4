"""The fields of the register: reviews to evidence and judgements."""

from __future__ import annotations

from assurance_desk.domain import vocabularies
from assurance_desk.domain.actions import (
    ACTION_LEVELS,
    COMMITMENT_KINDS,
    DELIVERY_STATES,
    Action,
    ProgressNote,
    Redating,
)
from assurance_desk.domain.assurance import LEVELS, NOT_RATED, ImpactReview, Judgement
from assurance_desk.domain.evidence import EVIDENCE_KINDS, EVIDENCE_STATES, STRENGTHS, Evidence
from assurance_desk.domain.fields_kinds import NO, YES, Field, choice, long, needed, text
from assurance_desk.domain.postholders import Postholder
from assurance_desk.domain.publication import PublicationStep
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.responses import (
    ACCEPTANCES,
    AWAITED,
    REFUSED,
    RESPONSE_STATUSES,
    SIGNED,
    Response,
    Signature,
    is_draft,
)
from assurance_desk.domain.reviews import REVIEW_KINDS, REVIEW_STAGES, Review
from assurance_desk.domain.terms import Term

REGISTER: dict[type, tuple[Field, ...]] = {
    Review: (
        text("title", "Title", filled=True),
        text("ref", "Reference", filled=True),
        text("pseudonym", "Pseudonym"),
        choice("kind", "Kind of review", REVIEW_KINDS, vocabularies.REVIEW_KIND),
        choice("stage", "Stage", REVIEW_STAGES, vocabularies.REVIEW_STAGE),
        Field("embargo_until", "Embargoed until", "moment"),
        Field("published_on", "Published on", "date"),
        text("link", "Where it is published"),
        text("whose", "Carried by"),
        text("incident_period", "Period of the incident"),
        Field("themes", "Themes", "text", vocabulary=vocabularies.THEME),
        text("slippage", "Later than planned"),
        long("learning_shared", "How learning was shared"),
        long("note", "Note"),
        long("context", "Before the recommendations, as published", fixed=True),
        long("left_over", "Not placed, as published", fixed=True),
    ),
    Recommendation: (
        text("title", "Short name"),
        text("ref", "Reference", filled=True),
        text("number", "Number", fixed=True),
        long("text", "Recommendation, as published", filled=True, fixed=True),
        text("addressed_to", "Addressed to"),
        Field("themes", "Themes", "text", vocabulary=vocabularies.THEME),
    ),
    Response: (
        choice("acceptance", "Acceptance", ACCEPTANCES, vocabularies.ACCEPTANCE),
        long("reason", "Reason"),
        choice("status", "Status", RESPONSE_STATUSES, vocabularies.RESPONSE_STATUS),
        text("forum", "Agreed by"),
        Field("agreed_on", "Agreed on", "date"),
        Field("version", "Version", "number"),
        text("heading", "Headed"),
        Field(
            "text",
            "Response, word for word",
            "long_text",
            multiline=True,
            rule=needed,
            fixed=True,
            free=is_draft,
        ),
        text("unsigned_reason", "Went on without a signature because"),
    ),
    PublicationStep: (
        text("text", "Step", filled=True),
        text("who", "Who"),
        Field("due", "Due", "date"),
        Field("done_on", "Done on", "date"),
        text("note", "Note"),
    ),
    Signature: (
        text("partner", "Partner", filled=True),
        text("role", "Signed by (role)"),
        choice("state", "Answer", (AWAITED, SIGNED, REFUSED)),
        Field("on", "On", "date"),
        text("note", "What it said"),
    ),
    Action: (
        text("text", "Action", filled=True),
        text("ref", "Reference", filled=True),
        choice("kind", "Kind of commitment", COMMITMENT_KINDS, vocabularies.COMMITMENT),
        text("owner_role", "Owner (role)"),
        text("lead", "Lead"),
        Field("lead_organisation_id", "Lead organisation", "organisation"),
        Field("first_due", "First due", "when", fixed=True),
        Field("due", "Now due", "when"),
        text("due_words", "Due, in words"),
        choice("delivery", "Delivery", DELIVERY_STATES, vocabularies.DELIVERY),
        text("delivery_note", "Note on delivery"),
        text("cadence", "Reviewed how often"),
        Field("last_reviewed", "Last reviewed", "when"),
        Field("next_review", "Next review", "when"),
        choice("level", "At the level of", ACTION_LEVELS, vocabularies.ACTION_LEVEL),
        long("difference", "What is different for children"),
        long("success_measure", "Success measure"),
        long("evidence_required", "Evidence required"),
        text("words", "The response’s own words", fixed=True),
        text("origin", "Where it came from"),
        text("no_impact", "No impact review, because"),
    ),
    ProgressNote: (
        Field("on", "Date", "date", fixed=True),
        long("text", "Progress", filled=True, fixed=True),
        choice("delivery", "Delivery then", DELIVERY_STATES, vocabularies.DELIVERY, fixed=True),
        text("fact", "Short fact then", fixed=True),
    ),
    Redating: (
        Field("on", "Date", "date", fixed=True),
        Field("before", "Due before", "when", fixed=True),
        Field("after", "Due after", "when", fixed=True),
        text("reason", "Reason", fixed=True),
    ),
    Postholder: (
        text("role", "Owner (role)", filled=True, fixed=True),
        text("person", "Postholder"),
        Field("organisation_id", "Organisation", "organisation", fixed=True),
        Field("since", "Since", "date"),
        Field("until", "Until", "date"),
    ),
    Evidence: (
        text("title", "Title", filled=True),
        choice("kind", "Kind", EVIDENCE_KINDS, vocabularies.EVIDENCE_KIND),
        choice("strength", "Strength", STRENGTHS, vocabularies.STRENGTH),
        choice("state", "State", EVIDENCE_STATES, vocabularies.EVIDENCE_STATE),
        text("source", "From"),
        Field("dated", "Date of evidence", "date"),
        Field("received_on", "Received", "date"),
        long("shows", "What it shows"),
        text("pointer", "Where it is"),
        long("query", "Queried"),
    ),
    Judgement: (
        choice("level", "Assurance", (*LEVELS, NOT_RATED), vocabularies.ASSURANCE),
        text("forum", "Judged by", filled=True),
        Field("on", "Judged on", "date"),
        long("basis", "Basis"),
        Field("next_review", "Next review", "when"),
        long("dissent", "Dissent"),
        choice("scrutineer", "Scrutineer’s opinion", (YES, NO)),
    ),
    ImpactReview: (
        Field("months", "Months after", "number", fixed=True),
        Field("due", "Due", "when"),
        Field("held_on", "Held on", "date", fixed=True),
        choice("level", "Assurance", LEVELS, vocabularies.ASSURANCE),
        long("found", "What was found"),
        text("waived", "Not needed, because"),
    ),
    Term: (
        text("word", "Word", filled=True),
        long("definition", "Meaning"),
        choice("returns", "Comes back to the next agenda", (YES, NO)),
        Field("since", "Since", "date"),
        Field("retired_on", "Retired on", "date"),
        Field("position", "Place", "number"),
    ),
}
