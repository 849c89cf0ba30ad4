"""The register and the action plan as a colleague opens them in Excel."""

from __future__ import annotations

import importlib
import zipfile
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from assurance_desk.clock import Clock
from assurance_desk.domain.actions import Action
from assurance_desk.domain.recommendations import Recommendation
from assurance_desk.domain.responses import Response
from assurance_desk.domain.reviews import Review
from assurance_desk.services import action_dates, exports, files, responses, vocabularies
from assurance_desk.store import rows
from tests import gaps_desk

pytestmark = pytest.mark.whole


@pytest.fixture(scope="module")
def workbook(tmp_path_factory):
    desk = files.create(tmp_path_factory.mktemp("register") / "w.assurance", Clock(date(2019, 7, 22)))
    gaps_desk.fill(desk)
    action = rows.one(desk.db, Action, ref="R3.5")
    action_dates.redate(desk, action, "Nov 2019: the hall is taken")
    with desk.step("Type something hard"):
        for ref, delivery, words in (
            ("R3.5", "Green", ""),
            ("R3.4", "Amber", ""),
            ("R3.6", "Grey", "=2+2\x07 more"),
        ):
            now = rows.one(desk.db, Action, ref=ref)
            rows.put(desk.db, replace(now, delivery=delivery, success_measure=words))
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def folder(workbook, tmp_path_factory):
    made = tmp_path_factory.mktemp("out")
    exports.export(workbook, "register", made / "register.xlsx")
    exports.export(workbook, "actions", made / "actions.xlsx")
    return made


def lines(path, sheet):
    found = list(openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True))
    return [dict(zip(found[0], line, strict=True)) for line in found[1:]]


def test_the_recommendation_stands_word_for_word_with_its_response_and_its_counts(workbook, folder):
    third = next(line for line in lines(folder / "register.xlsx", "Register") if line["Ref"] == "R3")
    kept = rows.one(workbook.db, Recommendation, ref="R3")
    assert third["Recommendation, as published"].strip("*_ ") == kept.text.strip("*_ ")
    assert third["Acceptance"] == "not stated in the published response"
    mine = rows.find(workbook.db, Action, recommendation_id=kept.id)
    assert third["Actions"] == len(mine)
    assert third["Complete"] == sum(one.delivery == "Blue" for one in mine)


def test_a_draft_that_follows_published_words_does_not_stand_in_their_place(workbook, tmp_path):
    kept = rows.one(workbook.db, Recommendation, ref="R2")
    published = rows.one(workbook.db, Response, recommendation_id=kept.id)
    responses.new_version(workbook, published)
    exports.export(workbook, "register", tmp_path / "r.xlsx")
    workbook.undo()
    [second] = [line for line in lines(tmp_path / "r.xlsx", "Register") if line["Ref"] == "R2"]
    assert second["Response status"] == "published"
    assert (second["Version"], second["In preparation"]) == (1, "version 2, draft")


def test_dates_are_dates_and_a_move_is_told_in_words(folder):
    found = {line["Ref"]: line for line in lines(folder / "actions.xlsx", "Actions")}
    moved = found["R3.5"]
    assert moved["Due"].date() == date(2019, 11, 30)  # a month is due by its end
    assert moved["First due"].date() == date(2019, 10, 31)
    assert moved["Moved"] == "October → November 2019, moved once"
    sheet = openpyxl.load_workbook(folder / "actions.xlsx")["Actions"]
    heads = [cell.value for cell in sheet[1]]
    place = next(row for row in sheet.iter_rows(min_row=2) if row[2].value == "R3.5")
    assert place[heads.index("Due")].number_format == "mmm yyyy"
    assert place[heads.index("Delivery")].fill.start_color.rgb.endswith("DDF0E2")
    assert place[heads.index("Delivery")].value == "Green"  # never the colour alone


def test_overdue_is_a_number_beside_the_state(tmp_path, workbook):
    late = [line for line in lines_at(workbook, tmp_path, date(2020, 1, 1)) if line["Ref"] == "R3.5"]
    assert late[0]["Days overdue"] == 32
    assert late[0]["Delivery"] == "Green"


def lines_at(desk, folder, day):
    was, desk.clock = desk.clock, Clock(day)
    exports.export(desk, "actions", folder / "a.xlsx")
    desk.clock = was
    return lines(folder / "a.xlsx", "Actions")


def test_the_legend_says_what_the_words_mean_and_as_at_which_day(folder):
    for name in ("register", "actions"):
        book = openpyxl.load_workbook(folder / f"{name}.xlsx")
        assert book.sheetnames == [name.title(), "What the words mean"]
        told = {
            (line["Where"], line["Word"]): line["What it means"]
            for line in lines(folder / f"{name}.xlsx", "What the words mean")
        }
        assert told["This file", "Position at"] == "22 July 2019"
        assert told["This file", "Whose register"] == "Merrowshire Safeguarding Children Board"
        assert told["Delivery", "Amber"] == "slipped, with a recovery plan"
        sheet = book[name.title()]
        assert sheet.freeze_panes
        assert sheet.auto_filter.ref
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert "Position at 22 July 2019" in sheet.oddFooter.left.text
        assert sheet.oddHeader.center.text == "OFFICIAL"


def test_the_words_are_the_workbooks_own(workbook, tmp_path):
    amber = next(one for one in vocabularies.words(workbook, vocabularies.DELIVERY) if one.held == "Amber")
    vocabularies.rename(workbook, amber, "Slipped")
    exports.export(workbook, "actions", tmp_path / "a.xlsx")
    found = {line["Ref"]: line["Delivery"] for line in lines(tmp_path / "a.xlsx", "Actions")}
    told = {line["Word"]: line["What it means"] for line in lines(tmp_path / "a.xlsx", "What the words mean")}
    workbook.undo()
    assert "Slipped" in found.values()
    assert told["Slipped"] == "slipped, with a recovery plan"
    assert "Amber" not in told


def test_columns_are_as_wide_as_their_words_and_a_sheet_of_paper_holds_them(folder):
    sheet = openpyxl.load_workbook(folder / "actions.xlsx")["Actions"]
    heads = [cell.value for cell in sheet[1]]
    wide = [sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]]
    assert wide[heads.index("Ref")] < 10 < wide[heads.index("Action")]
    breaks = [one.id for one in sheet.col_breaks.brk]
    assert breaks == [12, 19]
    again = sum(wide[:3])
    for first, last in ((0, 12), (12, 19), (19, len(wide))):
        assert sum(wide[first:last]) + (again if first else 0) < 213  # at 70 % of A4 landscape


def test_nothing_is_left_in_it_but_what_is_seen_and_nothing_runs(folder):
    with zipfile.ZipFile(folder / "actions.xlsx") as inside:
        names = inside.namelist()
        everything = b"".join(inside.read(name) for name in names)
    assert not [
        n for n in names if any(w in n for w in ("comment", "pivot", "custom", "external", "vba", "drawing"))
    ]
    for word in (b"<f>", b"creator", b"lastModifiedBy", b'state="hidden"', b"\x07"):
        assert word not in everything
    found = {line["Ref"]: line for line in lines(folder / "actions.xlsx", "Actions")}
    assert found["R3.6"]["Success measure"] == "=2+2 more"


def test_what_is_embargoed_says_so_on_every_page(workbook, tmp_path):
    with UnderEmbargo(workbook):
        exports.export(workbook, "register", tmp_path / "r.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx")["Register"]
    assert sheet.oddHeader.center.text == "OFFICIAL, EMBARGOED"
    assert lines(tmp_path / "r.xlsx", "Register")[0]["Review stage"] == "embargoed"
    told = {line["Word"]: line["What it means"] for line in lines(tmp_path / "r.xlsx", "What the words mean")}
    assert told["EMBARGOED"] == "Not to be shared before publication: Child I."


class UnderEmbargo:
    """The review under embargo for as long as the block lasts."""

    def __init__(self, desk):
        self.desk = desk

    def __enter__(self):
        with self.desk.step("Embargo"):
            rows.put(self.desk.db, replace(rows.find(self.desk.db, Review)[0], stage="embargoed"))

    def __exit__(self, *_left):
        self.desk.undo()


def test_csv_is_the_table_itself(workbook, tmp_path):
    exports.export(workbook, "actions", tmp_path / "a.csv")
    text = (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    assert text.startswith("Review,Recommendation,Ref,Action")
    assert ",2019-11," in text


def test_the_worker_writes_it_too(workbook, folder):
    from assurance_desk.services.worker import TASKS

    module, _colon, name = TASKS["write register"].partition(":")
    made = getattr(importlib.import_module(module), name)(exports.gather_register(workbook), "actions")
    assert made[:2] == b"PK"
