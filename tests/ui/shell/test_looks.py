# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Contrast, names for screen readers, and letters of 200 % that are not cut off."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from tests.ui.shell.office import Window, names_missing
from wwdesk.ui.page import Place
from wwdesk.ui.pages.settings_self import LooksCard
from wwdesk.ui.preferences import Preferences
from wwdesk.ui.theme import BANDS, DARK, LIGHT, SCALES, Scheme, Theme, contrast, style_sheet, theme_of, wanted

TEXT_ON = (
    *(("text", ground) for ground in ("window", "sidebar", "surface", "raised", "accent_soft", "error_soft")),
    *(("quiet", ground) for ground in ("window", "sidebar", "surface", "raised", "accent_soft")),
    *(("accent_text", ground) for ground in ("window", "surface", "accent_soft", "raised")),
    *(("error", ground) for ground in ("window", "surface", "error_soft")),
    *(("warning", ground) for ground in ("surface", "warning_soft", "accent_soft")),
    *(("fine", ground) for ground in ("surface", "fine_soft")),
    *(("text", ground) for ground in ("warning_soft", "fine_soft")),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_demo", "demo"),
    ("window", "text"),
)
MARK_ON = (
    *(("outline", ground) for ground in ("surface", "window")),
    *(("ring", ground) for ground in ("surface", "window", "sidebar", "raised", "accent_soft")),
    ("ring_on_accent", "accent"),
    ("accent", "surface"),
    *((band, "surface") for band in BANDS),
)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT_ON)
def test_text_stands_out(theme: Theme, ink: str, ground: str) -> None:
    assert contrast(str(getattr(theme, ink)), str(getattr(theme, ground))) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), MARK_ON)
def test_edges_rings_and_bands_stand_out(theme: Theme, ink: str, ground: str) -> None:
    assert contrast(str(getattr(theme, ink)), str(getattr(theme, ground))) >= 3


def test_contrast_counts_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert LIGHT.dark is False
    assert DARK.dark is True


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("percent", SCALES)
def test_the_style_sheet_is_filled_in_whole(qapp: QApplication, theme: Theme, percent: int) -> None:
    assert "@" not in style_sheet(theme, percent / 100)


def test_letters_grow_and_shrink_in_steps_and_stop_at_both_ends() -> None:
    now = Preferences()
    for wanted_percent in (110, 125, 150, 175, 200, 200):
        now = now.resized(1)
        assert now.text_percent == wanted_percent
    assert now.resized(0).text_percent == 100
    assert Preferences().resized(-1).text_percent == 100


def test_the_theme_follows_the_choice(window: Window) -> None:
    window.show()
    window.shell.do("scheme_dark")
    assert theme_of(window.shell) is DARK
    window.shell.do("scheme_light")
    assert theme_of(window.shell) is LIGHT
    assert window.kept[-1].scheme is Scheme.LIGHT
    assert wanted(Scheme.DARK) is DARK


def test_the_settings_show_what_a_key_changed_meanwhile(window: Window) -> None:
    window.show()
    window.log_in()
    window.work.go(Place("settings"))
    window.rest()
    looks = window.work.findChildren(LooksCard)[0]
    window.shell.do("larger")
    assert looks.letters.currentData() == 110
    window.shell.do("scheme_dark")
    assert looks.scheme.currentData() == Scheme.DARK


def test_every_control_of_every_page_has_a_name(window: Window) -> None:
    window.show()
    entrance = window.shell.entrance
    entrance.more.first_run.begin()
    for step in range(4):
        entrance.more.first_run.recovery.show_key("AAAA-BBBB-CCCC-DDDD-EEEE")
        entrance.more.first_run._show_step(step)
        assert names_missing(entrance.more.first_run) == []
    assert names_missing(entrance.more.start) + names_missing(entrance.lock) == []
    assert names_missing(entrance.more.recovery) + names_missing(entrance.more.restore) == []
    window.log_in()
    for name in ("today", "people", "person", "screenings", "settings", "help"):
        window.work.go(Place(name))
        window.rest()
        page = window.work.navigator.page
        assert page is not None
        assert names_missing(page) == [], name
    assert names_missing(window.work.sidebar) == []
    assert names_missing(window.work.search) == []


def cut_off(window: Window) -> list[str]:
    """Labels without wrapping and buttons that are smaller than their words."""
    problems: list[str] = []
    page = cast("QWidget", window.shell.stack.currentWidget())
    for child in page.findChildren(QLabel) + page.findChildren(QPushButton):
        if not child.isVisible() or not child.text():
            continue
        needed = child.minimumSizeHint()
        if isinstance(child, QLabel) and child.wordWrap():
            height = child.heightForWidth(child.width())
            too_small = child.height() < height - 1
        else:
            too_small = child.width() < needed.width() - 1 or child.height() < needed.height() - 1
        if too_small:
            problems.append(f"{child.text()!r} has {child.size()} and needs {needed}")
    return problems


@pytest.mark.parametrize("percent", [100, 200])
def test_no_words_are_cut_off(window: Window, percent: int) -> None:
    window.remembered.change(Preferences(text_percent=percent, scheme=Scheme.LIGHT))
    window.shell.looks.apply()
    window.show()
    assert cut_off(window) == []
    window.log_in()
    for name in ("today", "screenings", "settings"):
        window.work.go(Place(name))
        window.rest()
        assert cut_off(window) == [], name
    assert window.shell.width() <= 1366


def test_the_icons_of_the_bar_stay_named_where_letters_are_large(window: Window) -> None:
    window.remembered.change(Preferences(text_percent=200))
    window.shell.looks.apply()
    window.show()
    window.log_in()
    button = window.work.sidebar.buttons["people"]
    assert button.text() == ""
    assert button.accessibleName() == "Mensen"
    window.shell.do("normal_size")
    assert button.text() == "Mensen"
