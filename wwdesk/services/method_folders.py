# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The working methods an office can use: those of the program, and its own in a folder beside its file."""

from __future__ import annotations

from pathlib import Path

from wwdesk.domain.errors import DeskError
from wwdesk.forms.built_in import built_in_forms
from wwdesk.methods.folders import FoundMethod, built_in_methods, methods_in
from wwdesk.methods.progress import Rulebook
from wwdesk.services.desk import Desk
from wwdesk.storage.reads import forms as reads

OWN_FOLDER = "werkwijzen"
"""Beside the file of the office; one folder per method."""


def own_folder(desk: Desk) -> Path:
    """Where an office keeps methods of its own."""
    return desk.database.path.parent / OWN_FOLDER


def every_method(desk: Desk) -> tuple[tuple[FoundMethod, bool], ...]:
    """Every method, with whether it is the office's own. An own method takes the place of a built-in one of its id."""
    with desk.reading() as session:
        forms = {*built_in_forms(), *(row.form_id for row in reads.versions(session))}
    own = methods_in(own_folder(desk), forms)
    names = {found.id for found in own if found.rulebook}
    built_in = tuple(found for found in built_in_methods() if found.id not in names)
    return (*((found, True) for found in own), *((found, False) for found in built_in))


def method(desk: Desk, method_id: str) -> tuple[str, Rulebook]:
    """The text of a method that can be started, and the method. Raises DeskError `method_not_found`."""
    for found, _own in every_method(desk):
        if found.id == method_id and found.rulebook is not None:
            return found.text, found.rulebook
    raise DeskError("method_not_found")
