"""LibreOffice, without a window."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path


def save_as(source: Path, target: Path) -> None:
    """Open ``source`` and save it in the format of ``target``'s ending."""
    office = shutil.which("soffice")
    if office is None:
        raise FileNotFoundError("LibreOffice (soffice) is needed to make the sample's xls, ods and pdf files")
    kind = {"xls": "xls:MS Excel 97", "xlsx": "xlsx:Calc MS Excel 2007 XML", "ods": "ods:calc8", "pdf": "pdf"}
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch, "home").as_uri()
        plain = Path(scratch, "in" + source.suffix)
        shutil.copy(source, plain)
        subprocess.run(
            [office, "--headless", f"-env:UserInstallation={home}", "--convert-to", kind[target.suffix[1:]],
             "--outdir", str(Path(scratch, "out")), str(plain)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        shutil.move(Path(scratch, "out", "in" + target.suffix), target)
