# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Every function of the language under its name, with how many arguments it takes."""

from __future__ import annotations

from wwdesk.forms.xpath.context import FunctionTable
from wwdesk.forms.xpath.functions_core import CORE
from wwdesk.forms.xpath.functions_dates import DATES
from wwdesk.forms.xpath.functions_odk import ODK

FUNCTIONS: FunctionTable = {**CORE, **ODK, **DATES}

REFUSED = frozenset({"pulldata", "area", "distance", "geofence", "jr:itext", "extract-signed", "property"})
"""Known elsewhere, not here: map functions, look-ups in other files. Refused when a form is read."""
