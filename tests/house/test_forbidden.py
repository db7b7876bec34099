# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What must not stand in the code: widgets that read markup, own threads, the network, plain SQLite, this machine."""

from __future__ import annotations

import ast
import re

import pytest

from tests.house.sources import ROOT, Source, project_files, sources

PLAIN_TEXT_HOME = "wwdesk/ui/labels.py"
ICON_HOME = "wwdesk/ui/icons.py"  # a label with a picture and no text
KNOWN_TIPS = {
    ICON_HOME: "the words of the manual under its pictures",
    "wwdesk/ui/tables.py": "shows no tip where a text could be read as markup",
    "wwdesk/ui/form_foot.py": "the names of three buttons",
    "wwdesk/ui/sidebar.py": "the names of the pages, where only icons fit",
}
BACKGROUND_HOME = "wwdesk/ui/background.py"
PRINTERS = {"wwdesk/app/cli.py", "wwdesk/app/demo.py"}

# Each of these paints "<img src=...>" out of a name as a picture.
READS_MARKUP = {
    "QLabel",
    "QTextEdit",
    "QTextBrowser",
    "QErrorMessage",
    "QInputDialog",
    "QProgressDialog",
    "QWizardPage",
}
MESSAGE_BOX_STATICS = {"about", "critical", "information", "question", "warning"}
MARKUP_METHODS = {"setHtml", "insertHtml", "appendHtml", "setMarkdown"}
THREADS = {"QThread", "QThreadPool", "QRunnable", "Thread", "ThreadPoolExecutor", "ProcessPoolExecutor"}
NETWORK = {"socket", "ssl", "http", "urllib.request", "smtplib", "ftplib", "requests", "httpx", "PySide6.QtNetwork"}


def name_of(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


def is_our_text(node: ast.expr) -> bool:
    """Whether it is a sentence of our own with nothing of a person filled in."""
    return isinstance(node, ast.Call) and name_of(node.func) == "t" and not node.keywords


def tips(source: Source) -> list[str]:
    """Tool tips read markup too: only sentences of our own go there."""
    return [
        source.at(node, f"{name_of(node.func)} may show what a person typed")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call)
        and name_of(node.func) in {"setToolTip", "setWhatsThis"}
        and not all(is_our_text(argument) for argument in node.args)
    ] + [source.at(node, "a tool tip of a row reads markup") for node in ast.walk(source.tree) if is_tip_role(node)]


def is_tip_role(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in {"ToolTipRole", "WhatsThisRole"}


def forbidden_calls(source: Source) -> list[str]:
    problems: list[str] = []
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ClassDef):
            names = {name_of(base) for base in node.bases}
        elif isinstance(node, ast.Call):
            names = {name_of(node.func)}
            if isinstance(node.func, ast.Attribute) and name_of(node.func.value) == "QMessageBox":
                names |= {"a QMessageBox static"} if node.func.attr in MESSAGE_BOX_STATICS else set()
        else:
            continue
        forbidden = names & (MARKUP_METHODS | {"processEvents", "a QMessageBox static"})
        if source.path not in {PLAIN_TEXT_HOME, ICON_HOME}:
            forbidden |= names & READS_MARKUP
        if source.path != BACKGROUND_HOME:
            forbidden |= names & THREADS
        if source.path not in PRINTERS:
            forbidden |= names & {"print"}
        problems += [source.at(node, f"{name} is not used here") for name in sorted(forbidden)]
    return problems


def forbidden_imports(source: Source) -> list[str]:
    """The network: nothing leaves the machine by itself. Plain sqlite3: it writes an unencrypted file unasked."""
    problems: list[str] = []
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            names = {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names = {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
        else:
            continue
        problems += [
            source.at(node, f"{name} is not imported in wwdesk")
            for name in sorted(names)
            if any(name == bad or name.startswith(f"{bad}.") for bad in NETWORK | {"sqlite3"})
        ]
    return problems


# Written in pieces, so that this file does not contain what it looks for.
_REGISTRIES = (
    "py" + "pi.org",
    "python" + "hosted.org",
    "registry." + "npmjs",
    "deb." + "debian.org",
    "proxy." + "golang",
)
_OPTIONS = ("--index" + "-url", "--extra-index" + "-url", "--find" + "-links", "--trusted" + "-host")
_PATHS = ("/work" + "/", "/ro" + "ot/", "/home" + "/")
_OF_ONE_MACHINE = re.compile("|".join(re.escape(part) for part in (*_REGISTRIES, *_OPTIONS, *_PATHS)))


def of_one_machine(path: str, text: str) -> list[str]:
    return [
        f"{path}:{number} {found.group()}"
        for number, line in enumerate(text.splitlines(), 1)
        if (found := _OF_ONE_MACHINE.search(line))
    ]


def test_no_widget_reads_markup_and_nobody_else_starts_threads_or_prints() -> None:
    assert [problem for source in sources("wwdesk") for problem in forbidden_calls(source)] == []


@pytest.mark.parametrize(
    "planted",
    [
        'QLabel("Dag")',
        'QtWidgets.QLabel("Dag")',
        "class Name(QLabel): ...",
        'QMessageBox.warning(None, "a", name)',
        "QTextEdit()",
        "self.view.setHtml(note)",
        "QThread(self)",
        "threading.Thread(target=work)",
        "QApplication.processEvents()",
        "app.processEvents()",
        'print("dag")',
    ],
)
def test_a_forbidden_call_is_seen(planted: str) -> None:
    assert len(forbidden_calls(Source("wwdesk/ui/pages/planted.py", planted))) == 1


def test_a_tool_tip_says_only_what_we_wrote() -> None:
    assert [problem for source in sources("wwdesk") if source.path not in KNOWN_TIPS for problem in tips(source)] == []


@pytest.mark.parametrize(
    "planted", ["w.setToolTip(name)", 'w.setToolTip(t("a.b", name=name))', "role == Qt.ToolTipRole"]
)
def test_a_tool_tip_with_a_name_is_seen(planted: str) -> None:
    assert len(tips(Source("a.py", planted))) == 1
    assert tips(Source("a.py", 'w.setToolTip(t("a.b"))')) == []


def test_the_homes_of_plain_text_and_background_work_may() -> None:
    assert forbidden_calls(Source(PLAIN_TEXT_HOME, "class PlainLabel(QLabel): ...")) == []
    assert forbidden_calls(Source(BACKGROUND_HOME, "ThreadPoolExecutor(1)")) == []
    assert forbidden_calls(Source("wwdesk/ui/pages/planted.py", "PlainLabel(name)\nQMessageBox(self)")) == []


def test_nothing_can_reach_the_network_or_write_a_plain_database() -> None:
    assert [problem for source in sources("wwdesk") for problem in forbidden_imports(source)] == []


@pytest.mark.parametrize(
    "planted",
    ["import sqlite3", "from urllib import request", "import http.client", "from PySide6 import QtNetwork"],
)
def test_a_forbidden_import_is_seen(planted: str) -> None:
    assert forbidden_imports(Source("a.py", planted)) != []


def test_an_innocent_import_is_left_alone() -> None:
    assert (
        forbidden_imports(Source("a.py", "import sqlcipher3\nfrom urllib.parse import quote\nimport socketserverish"))
        == []
    )


def test_no_file_knows_a_registry_or_the_machine_it_was_made_on() -> None:
    problems: list[str] = []
    for path in project_files():
        try:
            problems += of_one_machine(str(path.relative_to(ROOT)), path.read_text("utf-8"))
        except UnicodeDecodeError:
            continue
    assert problems == []


@pytest.mark.parametrize("planted", [*_REGISTRIES, *_OPTIONS, *(f"open('{path}x')" for path in _PATHS)])
def test_a_registry_or_a_machine_path_is_seen(planted: str) -> None:
    assert of_one_machine("a", f"first line\n{planted}\n") != []
