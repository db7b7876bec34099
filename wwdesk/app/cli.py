# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The command line: `wwdesk` opens the window, its verbs look after an office without one.

Exits with 0, with 1 where the input was refused (one sentence says why) and with 2 where the
command was used wrongly. Passwords come from a file or a prompt, never from the command line:
other programs can read that.
"""

from __future__ import annotations

import argparse
import importlib
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import NoReturn, TextIO, cast

from wwdesk import __version__
from wwdesk.app.crash import crash_text
from wwdesk.domain.errors import DeskError
from wwdesk.domain.texts import t

REFUSED = 1
USED_WRONGLY = 2


_DEADLINES = {
    "notice": ("given!", "received", "months", "ground", "profile"),
    "term": ("start!", "months!"),
    "extension": ("start!", "months!", "max_months", "profile"),
    "quota": ("counts!", "percent", "allocated", "profile"),
    "lac": ("third_letter!", "received", "objection", "profile"),
}
"""What each action of `deadline` takes; with a mark what it cannot do without."""


class UsedWronglyError(Exception):
    """The command does not say what to do; its text is the sentence for who typed it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and gives its exit code."""
    try:
        code = _answer(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read along has stopped; nothing more is written, not even while this program ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return REFUSED
    return code


def _answer(arguments: Sequence[str] | None) -> int:
    """Runs the command; whatever is wrong becomes a sentence on stderr."""
    _print_any_name()
    parser = _parser()
    try:
        asked, unknown = parser.parse_known_args(arguments)
        if unknown:
            raise UsedWronglyError(t("cli.unknown", what=" ".join(unknown)))  # noqa: TRY301 - one place says it
        return _run(asked)
    except UsedWronglyError as wrong:
        print(f"{wrong} {t('cli.see_help')}", file=sys.stderr)
        return USED_WRONGLY
    except DeskError as refused:
        print(refused.sentence, file=sys.stderr)
        return REFUSED
    except KeyboardInterrupt:
        return REFUSED
    except BrokenPipeError:
        raise
    except Exception as mistake:  # noqa: BLE001 - the last resort: a traceback as Python prints it tells what was typed
        print(f"{t('cli.mistake')}\n{crash_text(mistake)}", file=sys.stderr)
        return REFUSED


def _print_any_name() -> None:
    """Lets file names be printed whose bytes are no letters, with codes in their place."""
    out: TextIO = sys.stdout
    if isinstance(out, io.TextIOWrapper):
        cast("io.TextIOWrapper[io.BufferedWriter]", out).reconfigure(errors="backslashreplace")


def _run(asked: argparse.Namespace) -> int:
    if asked.verb is None:
        if asked.demo_office and asked.office:
            raise UsedWronglyError(t("cli.office_or_demo"))
        return int(_room("wwdesk.app.bootstrap").run_window(office=asked.office, demo_office=asked.demo_office))
    if asked.verb == "demo":
        return int(_room("wwdesk.app.demo").play(asked.out) or 0)
    rooms = {"form": "wwdesk.app.cli_form", "deadline": "wwdesk.app.cli_deadline", "method": "wwdesk.app.cli_method"}
    rooms["agreement"] = "wwdesk.app.cli_agreement"
    return int(_room(rooms.get(asked.verb, "wwdesk.app.cli_office")).run(asked))


def _room(name: str) -> ModuleType:
    """The module that does the work, loaded only now: the one place where this program does so.

    `wwdesk check` must run on a machine without Qt's libraries, and the window must be on
    screen before the database libraries are loaded (half a second).
    """
    return importlib.import_module(name)


class _Parser(argparse.ArgumentParser):
    """Argparse with Dutch headings; what is wrong goes to `main` instead of to the exit."""

    def __init__(self, prog: str | None = None, description: str | None = None) -> None:
        super().__init__(prog=prog, description=description, add_help=False, allow_abbrev=False)
        self.options = self.add_argument_group(t("cli.options"))
        self.options.add_argument("-h", "--help", action="help", help=t("cli.help"))

    def format_help(self) -> str:
        """See ArgumentParser."""
        return super().format_help().replace("usage:", t("cli.usage"), 1)

    def error(self, message: str) -> NoReturn:
        """See ArgumentParser; `message` is English and therefore left out."""
        raise UsedWronglyError(t("cli.wrong", usage=self.format_usage().partition(":")[2].strip()))


def _parser() -> argparse.ArgumentParser:
    parser = _Parser("wwdesk", t("cli.about"))
    parser.options.add_argument("--version", action="version", version=f"wwdesk {__version__}", help=t("cli.version"))
    parser.options.add_argument("--office", type=Path, metavar=t("cli.file"), help=t("cli.open"))
    parser.options.add_argument("--demo-office", action="store_true", help=t("cli.demo_office"))
    verbs = parser.add_subparsers(dest="verb", title=t("cli.verbs"), metavar="", prog="wwdesk")

    demo = verbs.add_parser("demo", help=t("cli.demo"), description=t("cli.demo"))
    demo.options.add_argument("--out", type=Path, metavar=t("cli.folder"), required=True, help=t("cli.out"))

    check = verbs.add_parser("check", help=t("cli.check"), description=t("cli.check"))
    check.options.add_argument("office", type=Path, metavar=t("cli.file"), help=t("cli.office"))
    _add_common(check, with_password=True)

    backup = verbs.add_parser("backup", help=t("cli.backup"), description=t("cli.backup"))
    actions = backup.add_subparsers(dest="action", title=t("cli.actions"), metavar="", required=True)
    for name in ("list", "make", "restore"):
        help_text = t(f"cli.action.{name}")
        action = actions.add_parser(name, help=help_text, description=help_text)
        action.options.add_argument("--office", type=Path, metavar=t("cli.file"), required=True, help=t("cli.office"))
        _add_common(action, with_password=name == "make")
        if name == "restore":
            action.options.add_argument("backup", type=Path, metavar=t("cli.backup_name"), help=t("cli.backup_file"))

    form = verbs.add_parser("form", help=t("cli.form.about"), description=t("cli.form.about"))
    _add_form(form)

    deadline = verbs.add_parser("deadline", help=t("cli.deadline.about"), description=t("cli.deadline.about"))
    _add_deadline(deadline)

    method = verbs.add_parser("method", help=t("cli.method.about"), description=t("cli.method.about"))
    actions = method.add_subparsers(dest="action", title=t("cli.method.actions"), metavar="", required=True)
    for name in ("check", "cases", "rules"):
        help_text = t(f"cli.method.action.{name}")
        action = actions.add_parser(name, help=help_text, description=help_text)
        action.options.add_argument("folder", type=Path, metavar=t("cli.folder"), help=t("cli.method.folder"))
        action.options.add_argument("--json", action="store_true", help=t("cli.json"))
    _add_agreement(verbs.add_parser("agreement", help=t("cli.agreement.about"), description=t("cli.agreement.about")))
    return parser


def _add_agreement(agreement: _Parser) -> None:
    """`print` of a letter or agreement of a dossier, `verify` of the signatures under one."""
    actions = agreement.add_subparsers(dest="action", title=t("cli.agreement.actions"), metavar="", required=True)
    help_text, file = t("cli.agreement.action.print"), t("cli.file")
    action = actions.add_parser("print", help=help_text, description=help_text)
    action.options.add_argument("--office", type=Path, metavar=file, required=True, help=t("cli.office"))
    action.options.add_argument("--dossier", metavar=t("cli.name"), required=True, help=t("cli.agreement.dossier"))
    action.options.add_argument("--template", metavar=t("cli.name"), required=True, help=t("cli.agreement.template"))
    action.options.add_argument("--values", type=Path, metavar=file, help=t("cli.agreement.values"))
    action.options.add_argument("--out", type=Path, metavar="PDF", required=True, help=t("cli.form.out"))
    _add_common(action, with_password=True)
    help_text = t("cli.agreement.action.verify")
    action = actions.add_parser("verify", help=help_text, description=help_text)
    action.options.add_argument("pdf", type=Path, metavar="PDF", help=t("cli.agreement.pdf"))
    action.options.add_argument(
        "--trust", type=Path, metavar="CERT.pem", action="append", default=[], help=t("cli.agreement.trust")
    )
    action.options.add_argument("--json", action="store_true", help=t("cli.json"))


def _add_form(form: _Parser) -> None:
    """`check`, `fill` and `print` of a questionnaire."""
    actions = form.add_subparsers(dest="action", title=t("cli.form.actions"), metavar="", required=True)
    file, answers = t("cli.file"), t("cli.form.answers")
    for name in ("check", "fill", "print", "fhir", "read"):
        help_text = t(f"cli.form.action.{name}")
        action = actions.add_parser(name, help=help_text, description=help_text)
        action.options.add_argument("form", type=Path, metavar=file, help=t("cli.form.file"))
        if name != "check":
            required = name in ("fill", "read")
            help_text = t("cli.form.submissions") if name == "read" else answers
            action.options.add_argument("--answers", type=Path, metavar=file, help=help_text, required=required)
        if name == "print":
            action.options.add_argument("--out", type=Path, metavar="PDF", help=t("cli.form.out"), required=True)
            action.options.add_argument("--language", default="", metavar=t("cli.code"), help=t("cli.form.language"))
        elif name == "fhir":
            action.options.add_argument("--out", type=Path, metavar="JSON", help=t("cli.form.fhir_out"))
        else:
            action.options.add_argument("--json", action="store_true", help=t("cli.json"))


def _add_deadline(deadline: _Parser) -> None:
    """Options are read as text: what is wrong with one is said in a sentence, by `cli_deadline`."""
    actions = deadline.add_subparsers(dest="action", title=t("cli.deadline.actions"), metavar="", required=True)
    days = ("given", "received", "start", "third_letter", "objection")
    for name, options in _DEADLINES.items():
        help_text = t(f"cli.deadline.action.{name}")
        action = actions.add_parser(name, help=help_text, description=help_text)
        for option in options:
            bare = option.removesuffix("!")
            metavar = t("cli.name" if bare in ("ground", "profile") else "cli.deadline.number")
            action.options.add_argument(
                f"--{bare.replace('_', '-')}",
                metavar=t("cli.deadline.day") if bare in days else metavar,
                default=None if bare not in ("ground", "profile") else "",
                required=option != bare,
                help=t(f"cli.deadline.option.{bare}"),
            )
        action.options.add_argument("--json", action="store_true", help=t("cli.json"))


def _add_common(parser: _Parser, *, with_password: bool) -> None:
    parser.options.add_argument("--json", action="store_true", help=t("cli.json"))
    if with_password:
        parser.options.add_argument("--key-file", type=Path, metavar=t("cli.file"), help=t("cli.key_file"))
        parser.options.add_argument("--worker", metavar=t("cli.name"), default="", help=t("cli.worker"))
