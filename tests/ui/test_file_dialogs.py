"""Dialogs open beside the workbook, then where the last one ended."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog


def test_dialogs_open_beside_the_workbook_then_where_the_last_one_ended(shell, monkeypatch, tmp_path):
    opened = []

    def choose(_parent, _title, folder, _kinds):
        opened.append(Path(folder))
        return [str(tmp_path / "post" / "return.xlsx")], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", choose)
    shell.ask_files("Returned files", "Workbooks (*.xlsx)")
    shell.ask_files("Returned files", "Workbooks (*.xlsx)")
    assert opened == [shell.desk.path.parent, tmp_path / "post"]


def test_a_file_to_write_is_suggested_there_too(shell, monkeypatch):
    seen = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *told: (seen.append(told[2]), ("", ""))[1])
    assert shell.ask_save("Save as PDF", "Paper.pdf", "PDF (*.pdf)") is None
    assert seen == [str(shell.desk.path.parent / "Paper.pdf")]
