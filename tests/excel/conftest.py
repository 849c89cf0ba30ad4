"""LibreOffice for round trips, where it is installed."""

import shutil
import subprocess

import pytest


@pytest.fixture(scope="session")
def soffice(tmp_path_factory):
    """``soffice(path, "ods", folder)`` re-saves a file and gives the new one."""
    program = shutil.which("soffice")
    if not program:
        pytest.skip("LibreOffice is not installed")
    home = tmp_path_factory.mktemp("office")

    def resaved(path, kind, folder):
        folder.mkdir(exist_ok=True)
        subprocess.run(
            [
                program,
                "--headless",
                f"-env:UserInstallation=file://{home}",
                "--convert-to",
                kind,
                "--outdir",
                str(folder),
                str(path),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return folder / f"{path.stem}.{kind.split(':')[0]}"

    return resaved
