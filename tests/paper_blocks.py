"""A paper with every kind of block, in Merrowshire's words and figures."""

from assurance_desk.domain.paper import blocks as b

GROUPS = ("Housing", "Arrears", "Homeless", "Supported", "Repairs", "Contact", "Managers")
HEAT = {
    "Tern Valley: General Needs": ("35/41", "9/17", "", "", "31/65", "30/38", "12/14", "117/175"),
    "Tern Valley: Tallis Repairs": ("", "", "", "", "12/54", "2/6", "2/4", "16/64"),
    "Ludmarsh Homes": ("16/22", "4/9", "", "11/12", "19/48", "11/16", "7/8", "68/115"),
    "Brindlewick Housing Association": ("10/12", "3/5", "", "6/7", "6/18", "6/8", "4/4", "35/54"),
    "Copperstone Homes": ("8/9", "4/4", "", "", "3/11", "5/6", "3/3", "23/33"),
    "Larkford Borough Council": ("5/6", "2/4", "12/14", "", "", "6/9", "5/5", "30/38"),
    "St Oswin Almshouse Charity": ("", "", "", "0/2", "0/3", "", "0/1", "0/6"),
    "Tallis Vale District Council": ("", "", "9/11", "", "", "3/4", "3/3", "15/18"),
    "Tern Valley: Supported Housing": ("", "", "", "31/33", "", "4/4", "6/6", "41/43"),
    "Kestrel Court Supported Living CIC": ("", "", "", "25/26", "", "2/3", "5/5", "32/34"),
    "County Housing Commissioning": ("", "", "", "", "", "3/3", "4/4", "7/7"),
    "Safe Haven Merrow": ("", "", "", "15/15", "", "2/2", "3/3", "20/20"),
}
TOTAL = ("74/90", "22/39", "21/25", "88/95", "71/199", "74/99", "54/60", "404/607")


def heat_cell(text, *, shaded=True):
    if not text:
        return b.HeatCell(silence="no such staff")
    part, whole = (int(figure) for figure in text.split("/"))
    percent = int(100 * part / whole + 0.5)
    return b.HeatCell(
        figure=f"{percent}%",
        sub=f"{part} of {whole}",
        band=b.heat_band(percent) if shaded else None,
        few=shaded and whole < 5,
    )


def heat_row(name, texts, *, total=False):
    cells = [*(heat_cell(text) for text in texts[:-1]), heat_cell(texts[-1], shaded=False)]
    return b.HeatRow(name=name, cells=tuple(cells), total=total)


def heat_map():
    rows = [heat_row(name, texts) for name, texts in HEAT.items()]
    rows.append(
        b.HeatRow(
            name="Quillgate Temporary Accommodation Ltd",
            silence="declined",
            words="Declined section D; sent sections A and B only",
        )
    )
    rows.append(
        b.HeatRow(
            name="Penhollow District Council",
            silence="no reply",
            words="No reply, after reminder, chaser, call and letter",
        )
    )
    rows.append(heat_row("All returns with figures", TOTAL, total=True))
    columns = (*GROUPS, "All staff")
    return b.HeatMap(
        name="Heat map", corner="Most people not in date first", columns=columns, rows=tuple(rows)
    )


def front():
    return [
        b.SectionStart(key="cover"),
        b.CoverBlock(
            body="Merrowshire Safeguarding Children Board",
            title="Repairs staff are 128 of the 203 housing staff not in date for safeguarding children",
            facts=(
                ("Meeting", "Safeguarding Children Board, Thursday 16 May 2019"),
                ("Item and paper", "Item 7, paper 19/23: housing training gap analysis, HTG-2019"),
                ("Presented by", "Quality assurance officer; sponsor: independent Chair"),
                ("Purpose", "For challenge and decision: review “Child I”, recommendation 3"),
                ("Consulted", "Designated nurse; county housing commissioning; training subgroup"),
                (
                    "Implications",
                    "Legal and financial: none from this paper. Voice of the child: none was asked",
                ),
                ("Marking and status", "OFFICIAL; open paper; draft 3"),
                ("Position at", "30 April 2019, 17:00"),
            ),
        ),
        b.Asks(
            asks=(
                b.AskLine(
                    verb="Challenge",
                    text="Ludmarsh Homes and Tern Valley on repairs staff entering homes out of date: "
                    "three returns hold 153 of the 203 people.",
                ),
                b.AskLine(
                    verb="Agree",
                    text="that the business manager takes each gap up with the organisation and reports by "
                    "September 2019.",
                ),
                b.AskLine(
                    verb="Agree",
                    text="an assurance level for recommendation 3. The officer proposes Limited.",
                ),
            )
        ),
        b.SectionStart(key="message"),
        b.KeyFigures(
            figures=(
                b.KeyFigure(
                    figure="66.6%",
                    text="404 of 607 staff in the ten organisations that gave figures were in date on "
                    "31 January 2019.",
                ),
                b.KeyFigure(
                    figure="128 of 203",
                    text="people not in date are repairs staff. Arrears staff come next by rate: 22 of 39 in date.",
                ),
                b.KeyFigure(
                    figure="10 of 12",
                    text="organisations gave figures. Penhollow did not reply; Quillgate gave none. "
                    "All figures are self-reported.",
                ),
            )
        ),
        b.PageBreak(),
    ]


def gap():
    names = {
        "Repairs operatives and contractors": (128, 199, "35.7%"),
        "Contact centre and administration": (25, 99, "74.7%"),
        "Income and arrears officers": (17, 39, "56.4%"),
        "Housing and neighbourhood officers": (16, 90, "82.2%"),
        "Supported and sheltered staff": (7, 95, "92.6%"),
        "Managers and safeguarding leads": (6, 60, "90.0%"),
        "Homelessness and temporary accommodation": (4, 25, "84.0%"),
    }
    bars = tuple(
        b.Bar(name=name, value=out, label=f"{out} of {of}", right=rate, strong=out == 128)
        for name, (out, of, rate) in names.items()
    )
    visits = {
        "Repairs operatives and contractors": (71, 199, 35.7),
        "Income and arrears officers": (16, 29, 55.2),
        "Homelessness and temporary accommodation": (12, 16, 75.0),
        "Housing and neighbourhood officers": (74, 90, 82.2),
        "Managers and safeguarding leads": (33, 38, 86.8),
        "Supported and sheltered staff": (85, 92, 92.4),
        "All who visit homes": (291, 464, 62.7),
    }
    shares = tuple(
        b.Bar(
            name=name,
            value=rate,
            label=f"{rate}%",
            right=f"{part} of {of}",
            strong=of == 199,
            total=of == 464,
        )
        for name, (part, of, rate) in visits.items()
    )
    return [
        b.SectionStart(key="why"),
        b.Heading(text="1 Why we asked", key="why"),
        b.Paragraph(
            voice="officer",
            text="A repairs operative or an arrears officer may be the only professional who sees inside a home "
            "that month. Recommendation 3 asks whether they would know what to do. We could not say, so we asked: "
            "twelve organisations, the same questions, counted in people.",
        ),
        b.Paragraph(
            voice="counted",
            text="The questionnaire went out on 4 February 2019, due on 15 March. “In date” means within the "
            "organisation’s own refresher interval, and no more than three years old on 31 January 2019. How it was "
            "counted, and what was decided on doubtful returns, is in section 7.",
            links=(b.Link(text="section 7", target="#method"),),
        ),
        b.SectionStart(key="gap"),
        b.Heading(text="2 Where the gap is", key="gap"),
        b.Heading(text="Repairs staff are 128 of the 203 people not in date", level=3),
        b.BarChart(
            alt="Bar chart: people not in date for safeguarding children, by staff group. Repairs operatives and "
            "contractors are 128 of the 203, five times the next group.",
            bars=bars,
            name_head="Staff group",
            bar_head="People not in date, of all in the group",
            right_head="In date",
        ),
        b.Note(
            text="607 staff in twelve returns from ten organisations. Children, at the level the role needs. "
            "Self-reported."
        ),
        b.Paragraph(
            voice="counted",
            text="Three returns hold 153 of the 203: Tern Valley General Needs 58, Tern Valley’s Tallis Repairs 48, "
            "Ludmarsh Homes 47. In Tallis Repairs 12 of 54 operatives are in date.",
        ),
        b.Paragraph(
            voice="counted",
            text="Arrears staff are few, but they meet the families the review was about. 17 of 39 are out of date, "
            "and one in four has had domestic abuse training (10 of 39).",
        ),
        b.Heading(
            text="Of staff who visit homes, 291 of 464 are in date: the question recommendation 3 asks",
            level=3,
        ),
        b.BarChart(
            alt="Bar chart: share of home-visiting staff in date, lowest first.",
            bars=shares,
            name_head="Home visitors in",
            bar_head="In date for children",
            right_head="People",
            full=100,
        ),
        b.Note(text="464 home visitors in twelve returns. Contact centre staff make no visits."),
    ]


def missing():
    def line(name, had, words, silent, rest):
        filled = 13 - sum(number for _silence, number in silent) + (name == "Questionnaires returned")
        return b.TableRow(
            cells=(
                b.Cell(text=name, strong=True),
                b.Cell(text=had, strong=True),
                b.Cell(text=words, muted=True, squares=b.Squares(filled=filled, silent=silent)),
                b.Cell(text=rest),
            )
        )

    return [
        b.SectionStart(key="missing"),
        b.Heading(text="3 Who is not in these figures", key="missing"),
        b.Heading(text="Two of the twelve organisations gave no training figures", level=3),
        b.DataTable(
            name="Replies",
            columns=(
                b.TableColumn(heading="Counting", width=46.5),
                b.TableColumn(heading="Had", width=18, align="right"),
                b.TableColumn(heading="One square each", width=53),
                b.TableColumn(heading="Missing"),
            ),
            rows=(
                line(
                    "Questionnaires returned",
                    "13 of 14",
                    "one did not come",
                    (("no reply", 1),),
                    "Penhollow. Tern Valley owed three and sent three",
                ),
                line(
                    "Organisations that replied",
                    "11 of 12",
                    "one did not reply",
                    (("no reply", 1),),
                    "Penhollow",
                ),
                line(
                    "Organisations with training figures",
                    "10 of 12",
                    "one silent, one declined",
                    (("declined", 1), ("no reply", 1)),
                    "Penhollow; Quillgate, after the Chair’s letter, sent sections A and B",
                ),
            ),
        ),
        b.Paragraph(
            voice="counted",
            text="Every percentage in this paper stands on the last line: ten organisations, twelve returns, 607 "
            "staff. What Penhollow and Quillgate would add is not known, and is not guessed.",
        ),
        b.SectionStart(key="heat"),
        b.PageBreak(),
        b.Heading(text="4 Every return, every group", key="heat"),
        b.Heading(text="Repairs is the darkest column; St Oswin has nobody in date", level=3),
        b.Note(
            text="Staff in date for safeguarding children. Dash: no staff in that group. Corner: fewer than five people."
        ),
        heat_map(),
        b.HeatScale(title="Staff in date"),
        b.Paragraph(
            voice="counted",
            text="Small groups swing widely: 16 of the 47 cells count fewer than five people.",
        ),
    ]


ASKED = {
    "Tern Valley: General Needs": "Two versions came with different repairs figures; 31 was confirmed. When will "
    "the other 34 be booked?",
    "Tern Valley: Tallis Repairs": "Rates its confidence 4 of 5 with 16 of 64 in date. On what evidence?",
    "Ludmarsh Homes": "Contractor training is not checked, and repairs staff are not told how to report.",
}


def response():
    delivery = (
        ("R3.1", "Questionnaire issued", "Business manager", "4 Feb 2019", "Blue", "Blue, complete"),
        (
            "R3.3",
            "Findings to the Board: this paper",
            "Business manager",
            "16 May 2019",
            "Green",
            "Green, on track",
        ),
        (
            "R3.4",
            "Issues taken up with each organisation",
            "Business manager",
            "Sep 2019",
            "Grey",
            "Grey, not begun",
        ),
    )
    figures = []
    for name, texts in HEAT.items():
        part, whole = (int(figure) for figure in texts[-1].split("/"))
        figures.append(
            b.TableRow(
                cells=(
                    b.Cell(text=name, strong=name in ASKED),
                    b.Cell(text=str(whole)),
                    b.Cell(text=str(part)),
                    b.Cell(text=f"{100 * part / whole:.1f}%"),
                    b.Cell(text=str(whole - part), strong=True),
                    b.Cell(text=ASKED.get(name, "Contractor checks only partly met.")),
                )
            )
        )
    figures.append(
        b.TableRow(
            cells=(
                b.Cell(text="Penhollow District Council"),
                b.Cell(text="No reply", silence="no reply", span=4, align="left"),
                b.Cell(text="Chief officer to attend the Board."),
            )
        )
    )
    figures.append(
        b.TableRow(
            kind="total",
            cells=(
                *tuple(
                    b.Cell(text=text) for text in ("All returns with figures", "607", "404", "66.6%", "203")
                ),
                b.Cell(text="Ten organisations, twelve returns", muted=True),
            ),
        )
    )
    return [
        b.SectionStart(key="response"),
        b.Heading(text="5 Where this stands in the response", key="response"),
        b.Paragraph(
            voice="published",
            side="Recommendation 3, published wording",
            text="Housing commissioners should show the Board that their own people, and the people of the landlords "
            "they fund, are trained to notice and act on worries about children and vulnerable adults.",
        ),
        b.DataTable(
            name="Commitments",
            columns=(
                b.TableColumn(heading="Ref", width=11),
                b.TableColumn(heading="Commitment", width=69),
                b.TableColumn(heading="Lead", width=34),
                b.TableColumn(heading="Due", width=26),
                b.TableColumn(heading="Delivery"),
            ),
            rows=tuple(
                b.TableRow(
                    cells=(
                        b.Cell(text=ref, strong=True),
                        *(b.Cell(text=text) for text in texts),
                        b.Cell(text=words, chip=state),
                    )
                )
                for ref, *texts, state, words in delivery
            ),
        ),
        b.Heading(text="6 What to take up with each organisation", key="each"),
        b.Heading(text="Start with three: Tern Valley General Needs, Tallis Repairs and Ludmarsh", level=3),
        b.DataTable(
            name="Questions",
            columns=(
                b.TableColumn(heading="Return", width=44),
                b.TableColumn(heading="Staff", width=13, align="right"),
                b.TableColumn(heading="In date", width=16, align="right"),
                b.TableColumn(heading="Rate", width=17, align="right"),
                b.TableColumn(heading="Not in date", width=22, align="right"),
                b.TableColumn(heading="Question"),
            ),
            rows=tuple(figures),
        ),
        b.Note(
            text="Ordered by people not in date. The questions are the officer’s; the figures are as returned."
        ),
    ]


def legend():
    def scale(name, *lines):
        return b.LegendGroup(
            scale=name, rows=tuple(b.LegendRow(shown=cell, means=means) for cell, means in lines)
        )

    means = (
        "what the questionnaire asked for",
        "near it",
        "a gap",
        "fewer than half",
        "fewer than a quarter",
    )
    heat = [(b.Cell(text=words, heat=band), means[band]) for band, (_least, words) in enumerate(b.HEAT_BANDS)]
    return b.Legend(
        groups=(
            scale("In date", *heat),
            scale(
                "Silence",
                (b.Cell(text="No reply", silence="no reply"), "nothing came back"),
                (b.Cell(text="Declined", silence="declined"), "replied, but would not answer this"),
                (
                    b.Cell(text="Left blank", silence="left blank"),
                    "the cell came back empty, no reason given",
                ),
                (b.Cell(text="Not known", silence="not known"), "they say they do not hold the figure"),
                (b.Cell(text="Not applicable", silence="not applicable"), "with a reason"),
                (
                    b.Cell(text="No such staff", silence="no such staff"),
                    "the row is empty; a dash in the heat map",
                ),
                (b.Cell(text="Under five", few=True), "a figure that counts fewer than five people"),
            ),
            scale(
                "Delivery",
                *(
                    (b.Cell(text=state, chip=state), "a state")
                    for state in ("Blue", "Green", "Amber", "Red", "Grey")
                ),
            ),
            scale(
                "Assurance",
                *(
                    (b.Cell(text=level, assurance=level, steps=(filled, 4)), "a level")
                    for level, filled in (
                        ("Substantial", 4),
                        ("Reasonable", 3),
                        ("Limited", 2),
                        ("No", 1),
                        ("Not yet rated", 0),
                    )
                ),
            ),
        )
    )


def back():
    groups = []
    for ref, name in (
        ("Rec 1", "Social risk reaches maternity services"),
        ("Rec 2", "Domestic abuse information"),
    ):
        groups.append(b.TableRow(kind="group", cells=(b.Cell(text=ref), b.Cell(text=name, span=3))))
        groups += [
            b.TableRow(
                cells=(
                    b.Cell(text=f"R{ref[-1]}.{number}", strong=True),
                    b.Cell(text="Audit findings presented to the Board, with the re-audit"),
                    b.Cell(text="Oct 2019", sub="was Jul 2019"),
                    b.Cell(text="Limited", assurance="Limited", steps=(2, 4)),
                )
            )
            for number in range(1, 13)
        ]
    return [
        b.SectionStart(key="method"),
        b.Heading(text="7 Method and legend", key="method"),
        b.Heading(text="How it was counted", level=3),
        b.Bullets(
            items=(
                "People, not full-time equivalents, as each organisation counted them.",
                (
                    "A character that no typeface in this paper holds is printed by its number, as 😀 is here; "
                    "Łódź, Σ and ■ are held."
                ),
            )
        ),
        b.Heading(text="Decisions on doubtful returns", level=3),
        b.Bullets(
            numbered=True,
            items=(
                "Tern Valley General Needs, repairs: 31, not 35, confirmed by telephone.",
                "St Oswin: keyed by hand from a scan.",
            ),
        ),
        b.Heading(text="The plan", level=3),
        b.DataTable(
            name="Action plan",
            columns=(
                b.TableColumn(heading="Ref", width=14),
                b.TableColumn(heading="Commitment"),
                b.TableColumn(heading="Due", width=30),
                b.TableColumn(heading="Assurance", width=34),
            ),
            rows=tuple(groups),
        ),
        b.Heading(text="Scales used in this paper", level=3, key="legend"),
        legend(),
        b.Heading(text="Where to read more", level=3),
        b.Paragraph(
            text="The published review and response: mscb.merrowshire.example/child-i. Questions to "
            "mscb@merrowshire.example.",
            links=(
                b.Link(
                    text="mscb.merrowshire.example/child-i", target="https://mscb.merrowshire.example/child-i"
                ),
                b.Link(text="mscb@merrowshire.example", target="mailto:mscb@merrowshire.example"),
            ),
        ),
        b.PageBreak(),
    ]


def info():
    return b.PaperInfo(
        title="Repairs staff are 128 of the 203 housing staff not in date for safeguarding children",
        author="Quality assurance officer, Merrowshire Safeguarding Children Board",
        subject="Housing training gap analysis HTG-2019, paper to the Board, 16 May 2019",
        header_left="Item 7 · Paper 19/23",
        header_right="Draft 3",
        footer_left="Position at 30 April 2019, 17:00",
    )


def every_block():
    return b.BuiltPaper(info=info(), blocks=(*front(), *gap(), *missing(), *response(), *back()))
