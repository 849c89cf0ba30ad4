"""LibreOffice, without a window."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

KINDS = {"xls": "xls:MS Excel 97", "xlsx": "xlsx:Calc MS Excel 2007 XML", "ods": "ods:calc8", "pdf": "pdf"}

_AT_ONCE = 100
"""Files for one start of the office: of some 250 it left the rest alone, and said nothing."""


def save_as(source: Path, target: Path) -> None:
    """Open ``source`` and save it in the format of ``target``'s ending."""
    office = shutil.which("soffice")
    if office is None:
        raise FileNotFoundError("LibreOffice (soffice) is needed to make the sample's xls, ods and pdf files")
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch, "home").as_uri()
        plain = Path(scratch, "in" + source.suffix)
        shutil.copy(source, plain)
        subprocess.run(
            [office, "--headless", f"-env:UserInstallation={home}", "--convert-to", KINDS[target.suffix[1:]],
             "--outdir", str(Path(scratch, "out")), str(plain)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        shutil.move(Path(scratch, "out", "in" + target.suffix), target)


def save_all_as(sources: list[Path], folder: Path, ending: str) -> dict[Path, Path]:
    """Many files in one go, each saved again in ``folder`` under its own name; by source."""
    office = shutil.which("soffice")
    if office is None:
        raise FileNotFoundError("LibreOffice (soffice) is needed to save files again")
    with tempfile.TemporaryDirectory() as home:
        for start in range(0, len(sources), _AT_ONCE):
            subprocess.run(
                [office, "--headless", f"-env:UserInstallation={Path(home).as_uri()}", "--convert-to", KINDS[ending],
                 "--outdir", str(folder), *map(str, sources[start : start + _AT_ONCE])],
                check=True, capture_output=True, timeout=900,
            )  # fmt: skip
    return {source: folder / f"{source.stem}.{ending}" for source in sources}
