# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The colours, letter sizes and style sheet of the window, in light and in dark.

Colours are named by what they are for, so that a page never names a colour itself. A widget
that paints asks `theme_of(widget)`; what it gets follows the palette, so there is no state here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from wwdesk.domain.content import content_folder

SCALES = (100, 110, 125, 150, 175, 200)
"""The sizes of text a worker can choose, in per cent of the system's own size."""


class Scheme(StrEnum):
    """Light or dark, or what the system says (texts `settings.scheme`)."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Every colour of the window, as `#rrggbb`."""

    window: str
    """Behind everything."""
    sidebar: str
    surface: str
    """Cards, fields, lists."""
    raised: str
    """A surface the pointer is on."""
    text: str
    quiet: str
    """Text that comes second; still 4.5:1."""
    line: str
    """Divides; carries no meaning."""
    outline: str
    """The edge of a control, 3:1."""
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    """Behind what is chosen."""
    accent_text: str
    """Links and chosen items."""
    ring: str
    """The focus ring."""
    ring_on_accent: str
    """The focus ring of a filled button."""
    error: str
    error_soft: str
    warning: str
    warning_soft: str
    fine: str
    fine_soft: str
    demo: str
    """The band of the example office."""
    on_demo: str
    critical: str
    """From here: the bands of a score, told apart by lightness and by blue against orange."""
    weak: str
    fair: str
    good: str
    strong: str

    @property
    def dark(self) -> bool:
        """Whether light text stands on dark ground."""
        return luminance(self.text) > luminance(self.window)

    def band(self, name: str) -> QColor:
        """The colour of a band by its name in a form (`critical weak fair good strong`)."""
        return QColor({field.name: getattr(self, field.name) for field in fields(self)}.get(name, self.fair))

    def colour(self, name: str) -> QColor:
        """One of the colours above by name."""
        return QColor(str(getattr(self, name)))


BANDS = ("critical", "weak", "fair", "good", "strong")
"""The names of the band colours, worst first."""

LIGHT = Theme(
    window="#f5f4f0",
    sidebar="#ebe9e2",
    surface="#ffffff",
    raised="#f3f6f5",
    text="#14211f",
    quiet="#56615f",
    line="#dedbd2",
    outline="#868a83",
    accent="#0b7a75",
    accent_hover="#086661",
    on_accent="#ffffff",
    accent_soft="#d8ebe9",
    accent_text="#075e5a",
    ring="#0b5cad",
    ring_on_accent="#14211f",
    error="#a3231f",
    error_soft="#fbe9e7",
    warning="#7a4b00",
    warning_soft="#fdf0d5",
    fine="#1d6b38",
    fine_soft="#e3f2e6",
    demo="#5b3a8c",
    on_demo="#ffffff",
    critical="#9c2f17",
    weak="#c9691a",
    fair="#857f73",
    good="#3d86b8",
    strong="#174f86",
)

DARK = Theme(
    window="#161b1c",
    sidebar="#101415",
    surface="#1f2627",
    raised="#283132",
    text="#e9eceb",
    quiet="#a9b4b2",
    line="#353f40",
    outline="#77837f",
    accent="#5cc4bd",
    accent_hover="#7fd4ce",
    on_accent="#06201f",
    accent_soft="#21403e",
    accent_text="#86d9d3",
    ring="#8ab8ff",
    ring_on_accent="#06201f",
    error="#ff9c93",
    error_soft="#3d2321",
    warning="#f2c069",
    warning_soft="#3a2f19",
    fine="#86d39c",
    fine_soft="#1f3626",
    demo="#cdb4f5",
    on_demo="#20123a",
    critical="#ff8f70",
    weak="#f2b25c",
    fair="#b5b2a6",
    good="#7cb9e8",
    strong="#c3deff",
)


def luminance(colour: str) -> float:
    """How light a colour is, 0 to 1, as WCAG 2 counts."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """How far two colours stand apart, 1 to 21, as WCAG 2 counts."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def theme_of(_widget: QWidget) -> Theme:
    """The theme a widget is shown in: that of the program, because a style sheet changes a widget's own palette."""
    return DARK if QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def scale_of(_widget: QWidget) -> float:
    """How much larger than 100 % text is drawn: multiply what you paint by it."""
    return max(0.5, QApplication.font().pointSizeF() / base_font().pointSizeF())


def wanted(scheme: Scheme) -> Theme:
    """The theme for a choice; `SYSTEM` asks the desktop."""
    if scheme is Scheme.SYSTEM:
        return DARK if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
    return DARK if scheme is Scheme.DARK else LIGHT


@cache
def base_font() -> QFont:
    """The letter the window is set in: the system's own, or ours where the system has none worth reading.

    A bare Linux machine falls back to a wide letter made for tiny screens; a program for reading
    and writing all day then brings its own.
    """
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if QGuiApplication.platformName() in ("xcb", "wayland", "offscreen"):
        family = _own_family() if _plain_fallback(font) else ""
        if family:
            font = QFont(family)
            font.setPointSizeF(10.5)
    if font.pointSizeF() <= 0:
        font.setPointSizeF(10.5)
    return font


def _plain_fallback(font: QFont) -> bool:
    return font.family() in ("", "Sans", "Sans Serif", "DejaVu Sans", "Helvetica", "Arial")


def _own_family() -> str:
    families: list[str] = []
    # the Arabic ones are found by Qt where a name or a question needs them
    for name in ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "NotoSansArabic-Regular.ttf", "NotoSansArabic-Bold.ttf"):
        number = QFontDatabase.addApplicationFont(str(content_folder("resources") / "fonts" / name))
        families = families or QFontDatabase.applicationFontFamilies(number)
    return families[0] if families else ""


def palette(theme: Theme) -> QPalette:
    """The palette for everything the style sheet does not touch, charts and forms among them."""
    group, role = QPalette.ColorGroup, QPalette.ColorRole
    shades = {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.raised,
        role.Text: theme.text,
        role.PlaceholderText: theme.quiet,
        role.Button: theme.surface,
        role.ButtonText: theme.text,
        role.BrightText: theme.on_accent,
        role.ToolTipBase: theme.text,
        role.ToolTipText: theme.window,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Link: theme.accent_text,
        role.LinkVisited: theme.accent_text,
        role.Light: theme.surface,
        role.Midlight: theme.raised,
        role.Mid: theme.line,
        role.Dark: theme.outline,
        role.Accent: theme.accent,
    }
    made = QPalette()
    for place, colour in shades.items():
        made.setColor(place, QColor(colour))
    for place in (role.Text, role.WindowText, role.ButtonText):
        made.setColor(group.Disabled, place, QColor(theme.quiet))
    return made


_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_TOKEN = re.compile(r"@([a-z_]+)(?:\(([0-9.]+)\))?")


def style_sheet(theme: Theme, scale: float) -> str:
    """The style sheet with its colours (`@accent`) and sizes (`@px(8)`, `@pt(12)`) filled in."""
    base = base_font().pointSizeF()

    def fill(found: re.Match[str]) -> str:
        name, number = found.groups()
        if name == "px":
            return f"{max(1, round(float(number) * scale))}px"
        if name == "pt":
            return f"{base * scale * float(number) / 100:.2f}pt"
        if name == "icons":
            return (content_folder("resources") / "icons").as_posix()
        if name == "shade":
            return "dark" if theme.dark else "light"
        return str(getattr(theme, name))

    sheet = (content_folder("resources") / "styles" / "window.qss").read_text("utf-8")
    return _TOKEN.sub(fill, _COMMENT.sub("", sheet))


def dress(app: QApplication, theme: Theme, percent: int) -> None:
    """Shows the whole program in a theme, with text at `percent` of the system's size."""
    scale = percent / 100
    font = QFont(base_font())
    font.setPointSizeF(base_font().pointSizeF() * scale)
    if app.styleSheet():
        # A sheet over a sheet makes Qt work out every widget several times: 0.5 s with four pages, 0.15 s without.
        app.setStyleSheet("")
    app.setPalette(palette(theme))
    app.setFont(font)
    app.setStyleSheet(style_sheet(theme, scale))
