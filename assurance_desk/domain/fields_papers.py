"""The fields of papers and questionnaires."""

from __future__ import annotations

from assurance_desk.domain.chasing import KINDS as CHASING_KINDS
from assurance_desk.domain.chasing import ChasingStep
from assurance_desk.domain.fields_kinds import Field, choice, email, long, text
from assurance_desk.domain.paper.record import Paper
from assurance_desk.domain.questionnaire import Questionnaire

PAPERS: dict[type, tuple[Field, ...]] = {
    Paper: (
        long("title", "Title, the finding", filled=True),
        text("number", "Paper number"),
        text("item", "Agenda item"),
        text("presented_by", "Presented by"),
        text("sponsor", "Sponsor"),
        text("purpose", "Purpose"),
        text("consulted", "Consulted"),
        long("implications", "Implications"),
        text("marking", "Marking", filled=True),
    ),
    ChasingStep: (
        text("name", "Called", filled=True),
        text("when", "When", filled=True),
        choice("kind", "How", CHASING_KINDS),
        text("subject", "Subject"),
        long("wording", "Wording"),
    ),
    Questionnaire: (
        text("title", "Title", filled=True),
        text("round", "Round"),
        text("body", "Sent by", filled=True),
        text("marking", "Marking", filled=True),
        long("why", "What it is for"),
        text("contact_who", "Who to ask"),
        Field("contact_email", "E-mail", "text", rule=email),
        text("contact_phone", "Telephone"),
        long("legal_basis", "Legal basis"),
        long("privacy_notice", "Privacy notice"),
        text("sign_off_role", "To be approved by"),
        text("covering_subject", "Subject"),
        long("covering_text", "Text"),
        Field("counted_on", "Counted on", "date"),
        Field("due_on", "Due", "date"),
        Field("board_on", "To the meeting on", "date"),
    ),
}
