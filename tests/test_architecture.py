"""The rules of the house. Each import contract of pyproject.toml is a test by its name, and is seen to fail once.

Imports alone do not show what a running program loads: the last tests start one and look.
"""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

pytestmark = pytest.mark.whole

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "assurance_desk"
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
CONTRACTS = [contract["name"] for contract in SETTINGS["tool"]["importlinter"]["contracts"]]

REPORT = """
import json
from importlinter import configuration
configuration.configure()
from importlinter.application import use_cases
options = use_cases.read_user_options("pyproject.toml")
use_cases._register_contract_types(options)
report = use_cases.create_report(options, cache_dir=None)
found = {c.name: [check.kept, str(check.metadata)] for c, check in report.get_contracts_and_checks()}
print("REPORT" + json.dumps(found))
"""

# What someone in a hurry might write, one for each contract: where, and what.
PLANTED = {
    "domain/planted_layer.py": "from assurance_desk import services",
    "planted_newcomer.py": "",
    "services/planted_qt.py": "import PySide6",
    "domain/planted_library.py": "import platformdirs",
    "domain/planted_paths.py": "from assurance_desk import paths",
    "cli_commands/planted_shortcut.py": "from assurance_desk.store import rows",
    "reading/planted_database.py": "import sqlite_utils",
    "services/planted_openpyxl.py": "import openpyxl",
    "services/planted_calamine.py": "import oxmsg\nimport python_calamine",
    "services/planted_reportlab.py": "import reportlab",
    "services/planted_docx.py": "import docx",
    "services/planted_pypdfium2.py": "import pypdfium2",
    "services/planted_driver.py": "import sqlcipher3",
    "domain/planted_one.py": "from assurance_desk.domain import planted_two",
    "domain/planted_two.py": "from assurance_desk.domain import planted_one",
}


def lint(folder):
    """{contract's name: (kept, what was found)} for the package in ``folder``."""
    told = subprocess.run(
        [sys.executable, "-c", REPORT],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env=plain_environment(),
    )
    assert "REPORT" in told.stdout, told.stdout + told.stderr
    return json.loads(told.stdout.rpartition("REPORT")[2])


def plain_environment():
    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}


@pytest.fixture(scope="module")
def kept():
    return lint(ROOT)


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    folder = tmp_path_factory.mktemp("planted")
    shutil.copy(ROOT / "pyproject.toml", folder)
    shutil.copytree(PACKAGE, folder / "assurance_desk", ignore=shutil.ignore_patterns("__pycache__"))
    for name, text in PLANTED.items():
        (folder / "assurance_desk" / name).write_text(f"{text}\n", "utf-8")
    return lint(folder)


@pytest.fixture
def contract(kept, planted):
    """Holds in the house, and breaks, naming the culprits, where a violation was planted."""

    def check(name, *culprits):
        holds, found = kept[name]
        assert holds, found
        breaks, found = planted[name]
        assert not breaks
        for culprit in culprits:
            assert culprit in found

    return check


def test_layers_point_one_way(contract):
    contract("Layers point one way", "planted_layer", "planted_newcomer")


def test_only_the_window_knows_qt(contract):
    contract("Only the window knows Qt", "planted_qt")


def test_the_domain_knows_no_library_but_rapidfuzz_and_no_paths(contract):
    contract("The domain knows no library but RapidFuzz, and no paths", "planted_library", "planted_paths")


def test_the_window_and_the_command_line_reach_files_only_through_services(contract):
    contract("The window and the command line reach files only through services", "planted_shortcut")


def test_long_work_cannot_touch_the_database(contract):
    contract("Long work cannot touch the database", "planted_database")


def test_only_reading_and_excel_know_openpyxl(contract):
    contract("Only reading and excel know openpyxl", "planted_openpyxl")


def test_only_reading_opens_what_came_from_strangers(contract):
    contract("Only reading opens what came from strangers", "planted_calamine")


def test_only_pdf_knows_reportlab_and_pikepdf(contract):
    contract("Only pdf knows reportlab and pikepdf", "planted_reportlab")


def test_only_word_writes_word_files(contract):
    contract("Only word writes Word files", "planted_docx")


def test_only_pdf_and_reading_open_a_pdf(contract):
    contract("Only pdf and reading open a PDF", "planted_pypdfium2")


def test_only_store_knows_the_databases_driver(contract):
    contract("Only store knows the database's driver", "planted_driver")


def test_no_two_siblings_import_each_other(contract):
    contract("No two siblings import each other", "planted_one")


@pytest.mark.parametrize("name", CONTRACTS)
def test_every_contract_has_its_test(name):
    words = re.sub(r"[^a-z0-9 ]", "", name.lower()).replace(" ", "_")
    assert f"test_{words}" in globals()


def test_the_domains_contract_names_every_library_we_have():
    imported = {"python_docx": "docx", "python_oxmsg": "oxmsg"}
    names = {
        re.split(r"[<>=\[]", each)[0]
        .replace("-", "_")
        .removesuffix("_tool")
        .removesuffix("_essentials")
        .lower()
        for each in SETTINGS["project"]["dependencies"]
    }
    libraries = {imported.get(name, name) for name in names}
    contracts = SETTINGS["tool"]["importlinter"]["contracts"]
    forbidden = next(each["forbidden_modules"] for each in contracts if each["id"] == "domain")
    assert libraries - {"rapidfuzz"} <= {name.lower() for name in forbidden}


# What a reader meets


def sources():
    return sorted(path for path in PACKAGE.rglob("*.py") if "__pycache__" not in path.parts)


def functions(tree):
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


@pytest.fixture(scope="module")
def trees():
    return {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text("utf-8")) for path in sources()}


def test_no_file_is_longer_than_400_lines():
    # By its whole path: two files of one name would hide each other.
    long = {
        path.relative_to(ROOT).as_posix(): len(path.read_text("utf-8").splitlines()) for path in sources()
    }
    assert not {name: lines for name, lines in long.items() if lines > 400}


def test_no_function_is_longer_than_40_lines(trees):
    assert not [
        f"{name}:{node.lineno} {node.name}"
        for name, tree in trees.items()
        for node in functions(tree)
        if node.body[-1].end_lineno - node.lineno >= 40
    ]


def test_every_package_says_what_lives_there(trees):
    packages = {path.parent for path in sources()}
    assert not [str(each) for each in packages if not (each / "__init__.py").is_file()]
    inits = {name: tree for name, tree in trees.items() if name.endswith("__init__.py")}
    assert not [name for name, tree in inits.items() if not ast.get_docstring(tree)]


def test_only_store_writes_sql(trees):
    """And only there is a statement executed."""
    assert not [
        f"{name}:{node.lineno}"
        for name, tree in trees.items()
        if not name.startswith("assurance_desk/store/")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"execute", "executemany", "executescript"}
    ]


def test_nothing_is_swallowed_in_silence(trees):
    assert not [
        f"{name}:{node.lineno}"
        for name, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler) and all(isinstance(each, ast.Pass) for each in node.body)
    ]


def test_words_to_translate_are_whole(trees):
    """A sentence put together before it is looked up is never found in another language."""
    assert not [
        f"{name}:{node.lineno}"
        for name, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"_", "plural"}
        and any(isinstance(word, (ast.JoinedStr, ast.BinOp)) for word in node.args[:2])
    ]


def committed():
    """Text files a clone would have, this one left out: it names what it looks for."""
    if shutil.which("git") is None:
        pytest.skip("git is not on this machine, so which files are ours cannot be told")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    for name in listed.stdout.decode().split("\0"):
        path = ROOT / name
        if path.is_file() and path != Path(__file__):
            data = path.read_bytes()
            if b"\0" not in data[:4096]:
                yield name, data.decode("utf-8", "replace")


def test_no_file_names_a_package_registry_or_a_place_on_one_machine():
    hosts = re.compile(
        r"pypi\.org|pythonhosted\.org|registry\.npmjs|deb\.debian\.org|/home/\w+/|/work/(?!\w+\.)"
    )
    assert not [f"{name}: {found[0]}" for name, text in committed() if (found := hosts.search(text))]


def test_every_file_is_written_to_be_put_under_version_control_once():
    """No conflict left behind, no tab or blank at a line's end in our own Python."""
    bad = re.compile(r"^(<{7} |>{7} |={7}$)|[ \t]+$", re.MULTILINE)
    assert not [name for name, text in committed() if name.endswith(".py") and bad.search(text)]


# What a running program loads


def loaded(code):
    """The modules a fresh Python holds after ``code``."""
    told = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print('LOADED ' + ' '.join(sys.modules))"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert told.returncode == 0, told.stderr
    return {name.partition(".")[0] for name in told.stdout.rpartition("LOADED ")[2].split()}


HEAVY = {"openpyxl", "reportlab", "pikepdf", "docx", "lxml", "PIL", "python_calamine", "pypdfium2"}
QT = {"PySide6", "shiboken6"}
DATABASE = {"sqlite3", "sqlcipher3", "sqlite_utils", "pysqlite3"}


def test_a_command_loads_no_qt(tmp_path):
    workbook = tmp_path / "register.assurance"
    code = f"from assurance_desk.__main__ import main; main(['new', {str(workbook)!r}]); main(['info', {str(workbook)!r}])"
    assert not loaded(code) & (QT | HEAVY)


def test_asking_for_help_loads_neither_qt_nor_a_database_nor_a_heavy_library():
    code = "from assurance_desk import cli\ntry:\n    cli.parse(['--help'])\nexcept SystemExit:\n    print()"
    assert not loaded(code) & (QT | HEAVY | DATABASE)


def test_the_worker_process_loads_no_database_and_no_qt():
    """Every task it can be given is loaded, as the child would on being asked."""
    code = (
        "import importlib\n"
        "from assurance_desk.services import worker\n"
        "for task in worker.TASKS.values(): importlib.import_module(task.partition(':')[0])"
    )
    assert not loaded(code) & (DATABASE | QT)


def test_showing_the_window_loads_no_heavy_library(tmp_path):
    """On a workbook, with every page shown once."""
    workbook = tmp_path / "register.assurance"
    code = (
        "from pathlib import Path\n"
        "from PySide6.QtCore import QTimer\n"
        "from assurance_desk import app\n"
        "from assurance_desk.clock import Clock\n"
        "from assurance_desk.services import files\n"
        f"path = Path({str(workbook)!r})\n"
        "files.create(path, Clock()).close()\n"
        "held = app.application()\n"
        "QTimer.singleShot(800, held.quit)\n"
        "app.main(path, Clock())"
    )
    assert not loaded(code) & HEAVY
