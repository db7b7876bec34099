# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Places where no office can be seen or made: the window opens all the same, with a sentence where one is due."""

from __future__ import annotations

from pathlib import Path

import pytest

from wwdesk.app import bootstrap
from wwdesk.app.doors import ServiceDoors
from wwdesk.domain.errors import DeskError
from wwdesk.ui.preferences import Preferences, RecentOffice


def test_an_office_in_a_closed_folder_does_not_keep_the_window_shut(tmp_path: Path) -> None:
    """The stick of yesterday belongs to somebody else today; or its name is longer than any disk takes."""
    there = tmp_path / "b.wwdesk"
    there.touch()
    unseen = RecentOffice(path=tmp_path / ("a" * 300), name="Onvindbaar", slot_id="")
    seen = RecentOffice(path=there, name="De Brug", slot_id="")
    assert bootstrap._last(Preferences(recent=(unseen, seen))) == there
    assert bootstrap._last(Preferences(recent=(unseen,))) is None


@pytest.mark.parametrize("name", ["bestand/a.wwdesk", "bestand/map/a.wwdesk", "x" * 300 + "/a.wwdesk", "y" * 300])
def test_an_office_that_cannot_be_made_there_is_refused_in_words(tmp_path: Path, name: str) -> None:
    (tmp_path / "bestand").write_text("in de weg")
    with pytest.raises(DeskError) as refused:
        ServiceDoors().create(tmp_path / name, "De Brug", "An Peeters", "koffie om vier uur")
    assert refused.value.key == "cannot_write_there"
    assert [file.name for file in tmp_path.iterdir()] == ["bestand"]
