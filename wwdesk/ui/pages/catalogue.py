# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The one list of pages: what each place in the window is shown by."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from wwdesk.ui.doors import Surroundings
from wwdesk.ui.help_page import HelpPage
from wwdesk.ui.navigator import PageFactory
from wwdesk.ui.pages.agenda import AgendaPage
from wwdesk.ui.pages.arrears import ArrearsPage
from wwdesk.ui.pages.dossier import DossierPage
from wwdesk.ui.pages.fill import FillPage
from wwdesk.ui.pages.housing import HousingPage
from wwdesk.ui.pages.library import LibraryPage
from wwdesk.ui.pages.meetings import MeetingsPage
from wwdesk.ui.pages.methods import MethodsPage
from wwdesk.ui.pages.organisations import OrganisationsPage
from wwdesk.ui.pages.people import PeoplePage
from wwdesk.ui.pages.person import PersonPage
from wwdesk.ui.pages.profile import ProfilePage
from wwdesk.ui.pages.screenings import ScreeningsPage
from wwdesk.ui.pages.settings import SettingsPage
from wwdesk.ui.pages.today import TodayPage
from wwdesk.ui.pages.waiting import WaitingPage

PAGES: Mapping[str, PageFactory] = {
    "today": TodayPage,
    "people": PeoplePage,
    "person": PersonPage,
    "organisations": OrganisationsPage,
    "dossier": DossierPage,
    "fill": FillPage,
    "profile": ProfilePage,
    "screenings": ScreeningsPage,
    "library": LibraryPage,
    "agenda": AgendaPage,
    "methods": MethodsPage,
    "waiting": WaitingPage,
    "meetings": MeetingsPage,
    "housing": HousingPage,
    "arrears": ArrearsPage,
    "help": HelpPage,
}
"""By the name of `Place.page`. A page is made the first time somebody goes there."""


def pages_for(surroundings: Surroundings) -> Mapping[str, PageFactory]:
    """The pages with the one that also changes the window itself."""
    return {**PAGES, "settings": partial(SettingsPage, surroundings)}
