"""A questionnaire with questions asked only sometimes, and a scale whose levels are described."""

from __future__ import annotations

from datetime import date

from assurance_desk.domain.questionnaire import Column, Question, Questionnaire, Row, Section

SCALE = ("Fully met", "Partly met", "Not met", "Not applicable")
FORM = Questionnaire(
    id="cond", ref="CON-1", version="1.0", title="Visiting homes", due_on=date(2021, 3, 19),
    sections=(
        Section(letter="A", title="About you", tab="A About you", questions=(
            Question(ref="A1", text="What is your organisation called?", kind="short_text", prefill="organisation name"),
            Question(ref="A2", text="What does this return cover?", kind="choice",
                     choices=("Whole organisation", "Named service")),
            Question(ref="A3", text="Which service?", kind="short_text", hint="As your staff call it.",
                     shown_if="A2", shown_when=("Named service",)),
            Question(ref="A4", text="How is training given?", kind="several", rows=(
                Row(ref="A4.1", label="E-learning"), Row(ref="A4.2", label="In a classroom"))),
        )),
        Section(letter="B", title="Practice", tab="B Practice", questions=(
            Question(ref="B1", text="Visits are recorded the same day.", kind="graded", choices=SCALE,
                     hint="Say what shows it.",
                     descriptors=("every visit, seen in an audit", "most visits", "seldom or never", "")),
            Question(ref="B2", text="Which of your services visit homes?", kind="short_text", required=False,
                     shown_if="A2", shown_when=("Whole organisation",)),
            Question(ref="B3", text="How many of each staff group visit homes?", kind="table", hint="Count people.",
                     shown_if="B1", shown_when=("Fully met", "Partly met"),
                     columns=(Column(key="all", heading="Employed", kind="number"),
                              Column(key="visit", heading="Visit homes", kind="number", at_most="all")),
                     rows=(Row(ref="SG1", label="Officers"), Row(ref="SG2", label="Repairs"))),
            Question(ref="B4", text="What do you plan?", kind="free_table", required=False,
                     columns=(Column(key="action", heading="Action", kind="text"),
                              Column(key="by", heading="By when", kind="date")),
                     rows=(Row(ref="P1", label=""), Row(ref="P2", label=""), Row(ref="P3", label=""))),
        )),
    ),
)  # fmt: skip
