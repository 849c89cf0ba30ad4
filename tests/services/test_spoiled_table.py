"""The rehearsal's returns: every answer that is there is recovered, and every fault is named with its cell."""

from __future__ import annotations

import pytest

from tests import spoiled

pytestmark = pytest.mark.whole

ASKED: dict[str, tuple[str, ...]] = {
    "HTG-2019 Larkford BC FINAL.xlsx": ("B Leadership!C10 B4", "D Staff trained!E11 D1 SG3"),
    "Housing training gap analysis - TVDC.xlsx": ("B Leadership!C8 B2a", "D Staff trained!I11 D1 SG3"),
    "HTG-2019 O05 final v2.xlsx": ("C Training!C7 C3", "D Staff trained!H12 D1 SG4", "D Staff trained!B13 D1"),
    "Copperstone.xlsx": ("D Staff trained!E10 D1 SG2",),
    "Copperstone corrected 15 March.xlsx": ("D Staff trained!E10 D1 SG2",),
    "Copy of Tern Valley GN (2).xlsx": ("D Staff trained!E13 D1 SG5", "D Staff trained!F13 D1 SG5"),
    "Quillgate CONFIDENTIAL.xlsx": ("“Quillgate CONFIDENTIAL.xlsx” is protected by a password",),
    "Letter to MSCB 12 April.pdf": ("“Letter to MSCB 12 April.pdf” is a PDF document",),
    "Scan_20190315_0001.pdf": ("“Scan_20190315_0001.pdf” is a scan",),
}  # fmt: skip
RECOVERED = {
    "HTG-2019 Larkford BC FINAL.xlsx": "taken from the answer’s own cell",
    "HTG-2019 O04 v0.9 completed.xlsx": "of version 0.9",
    "HTG-2019 O05 final v2.xlsx": "spaces removed",
    "Brindlewick_HTG2019_03-14-2019.xls": "month first",
    "kestrel court return.ods": "spaces, capitals",
}


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> dict[str, spoiled.Line]:
    return {line.file: line for line in spoiled.table(tmp_path_factory.mktemp("rehearsal"))}


def test_nothing_is_taken_otherwise_than_it_was_meant(lines: dict[str, spoiled.Line]) -> None:
    assert len(lines) == 17
    assert not {name: line.wrong for name, line in lines.items() if line.wrong}
    assert sum(line.right for line in lines.values()) > 1_200


def test_what_was_asked_names_each_fault_with_its_cell_and_nothing_else(
    lines: dict[str, spoiled.Line],
) -> None:
    for name, line in lines.items():
        wanted = ASKED.get(name, ())
        assert len(line.asked) == len(wanted), (name, line.asked)
        for each in wanted:
            assert any(one.startswith(each) for one in line.asked), (name, each)


def test_every_other_answer_that_is_there_is_taken(lines: dict[str, spoiled.Line]) -> None:
    """A second copy says again what the first said, and the two answers where they differ wait in both."""
    for name, line in lines.items():
        waits = len(lines["Copy of Tern Valley GN (2).xlsx"].asked) if name == "Tern Valley GN.xlsx" else 0
        if name not in {"Copperstone corrected 15 March.xlsx", "Copy of Tern Valley GN (2).xlsx"}:
            assert line.right + len(line.asked) + waits >= line.there, name


def test_what_was_done_to_a_file_is_told_where_it_mattered(lines: dict[str, spoiled.Line]) -> None:
    for name, how in RECOVERED.items():
        assert any(how in one for one in lines[name].recovered), (name, lines[name].recovered[:5])


def test_the_table_prints(
    lines: dict[str, spoiled.Line], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(spoiled, "table", lambda _scratch: list(lines.values()))
    with pytest.raises(SystemExit) as left:
        spoiled.main()
    assert left.value.code == 0
    printed = capsys.readouterr().out
    assert all(name in printed for name in lines)
    assert "B Leadership!C8 B2a “March 18”" in printed
