# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The tab of a dossier with what is known of its client."""

from __future__ import annotations

from wwdesk.domain.overviews import DossierOverview
from wwdesk.domain.roles import Permission
from wwdesk.domain.texts import t
from wwdesk.ui.editor import AskUnsaved, ask_unsaved
from wwdesk.ui.page import Context, Place
from wwdesk.ui.pages.dossier_tab import DossierTab, button
from wwdesk.ui.pages.person_panel import PersonPanel


class PersonTab(DossierTab):
    """Gegevens: the form of the client, and the way to merge with a double."""

    def __init__(self, context: Context, ask: AskUnsaved = ask_unsaved) -> None:
        super().__init__(context, ask)
        self.panel = PersonPanel(context, self._come_back, ask)
        self.merge = button(t("people.merge.start"), self._start_merge, role="link")
        self.panel.foot_row.addWidget(self.merge)
        self.column.addWidget(self.panel, 1)

    @property
    def dirty(self) -> bool:
        """See DossierTab."""
        return self.panel.dirty

    def fill(self, dossier: DossierOverview) -> None:
        """See DossierTab."""
        self.panel.show_person(dossier.client)
        self.merge.setVisible(self.context.desk.worker.may(Permission.MERGE_PEOPLE))

    def finish(self) -> None:
        """See DossierTab."""
        self.panel.save()

    def leave(self) -> bool:
        """See DossierTab."""
        return self.panel.leave()

    def _start_merge(self) -> None:
        if self.dossier is not None:
            self.context.go(Place("person", self.dossier.client.id, "merge"))

    def _come_back(self) -> None:
        if self.dossier is not None:
            self.context.go(Place("dossier", self.dossier.id, "details"))
