# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Line icons in the colour of the text around them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from wwdesk.domain.content import content_folder
from wwdesk.ui.theme import scale_of, theme_of

_SHARPNESS = 2
"""Drawn at twice the size, so that it stays sharp on a fine screen."""


def pixmap(name: str, colour: str, size: int) -> QPixmap:
    """The icon `resources/icons/NAME.svg` in one colour, `size` points high."""
    drawing = (content_folder("resources") / "icons" / f"{name}.svg").read_text("utf-8")
    sized = drawing.replace('width="24" height="24"', f'width="{size * _SHARPNESS}" height="{size * _SHARPNESS}"')
    data = QByteArray(sized.replace("currentColor", colour).encode())
    made = QPixmap.fromImage(QImage.fromData(data))
    made.setDevicePixelRatio(_SHARPNESS)
    return made


def icon_size(widget: QWidget, size: int = 18) -> int:
    """How large an icon is beside the text of this widget."""
    return round(size * scale_of(widget))


def put_icon(button: QAbstractButton, name: str, colour: str = "text", chosen: str = "accent_text") -> None:
    """Gives a button an icon in the theme's colours; `chosen` is its colour while the button is checked."""
    theme = theme_of(button)
    size = icon_size(button)
    icon = QIcon(pixmap(name, theme.colour(colour).name(), size))
    icon.addPixmap(pixmap(name, theme.colour(chosen).name(), size), QIcon.Mode.Normal, QIcon.State.On)
    button.setIcon(icon)
    button.setIconSize(QSize(size, size))


def picture_label(file: Path, words: str, widest: int) -> QWidget:
    """A picture of the manual, with the words that say what it shows."""
    label = QLabel()
    picture = QPixmap(str(file))
    if picture.width() > widest:
        picture = picture.scaledToWidth(widest, Qt.TransformationMode.SmoothTransformation)
    label.setPixmap(picture)
    label.setAccessibleName(words)
    label.setToolTip(words)
    return label
