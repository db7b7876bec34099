# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Photos and signatures on paper: scaled, without what a camera wrote into them, and never trusted."""

from __future__ import annotations

from io import BytesIO
from typing import Any, cast

from PIL import Image, ImageOps
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable

_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "WEBP")
_MOST_PIXELS = 60_000_000
"""More is no photo of a telephone: a file that unpacks to gigabytes."""
_SHARP = 2.5
"""Pixels per point that are kept: about 180 dots per inch, enough for a printed photo."""


class Picture(Flowable):
    """A picture at the left of its place, as large as fits."""

    def __init__(self, image: Image.Image, width: float, height: float) -> None:
        super().__init__()
        scale = min(width / image.width, height / image.height, 1.0)
        self.width, self.height = image.width * scale, image.height * scale
        self._image = image

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        """See Flowable."""
        return self.width, self.height

    def draw(self) -> None:
        """See Flowable."""
        canvas = cast("Any", self.canv)
        canvas.drawImage(ImageReader(self._image), 0, 0, self.width, self.height)


def picture(data: bytes, width: float, height: float) -> Picture | None:
    """The picture at most so large in points; None for what is no picture, is damaged or is far too large."""
    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                return None
            opened.draft("RGB", (round(width * _SHARP), round(height * _SHARP)))
            upright = ImageOps.exif_transpose(opened)
            upright.thumbnail((round(width * _SHARP), round(height * _SHARP)))
            return Picture(_on_white(upright), width, height)
    except (OSError, ValueError, SyntaxError, EOFError, OverflowError, MemoryError, Image.DecompressionBombError):
        return None  # Pillow tells of broken files in many ways


def _on_white(image: Image.Image) -> Image.Image:
    """Without transparency: paper is white."""
    drawn = image.convert("RGBA")
    paper = Image.new("RGBA", drawn.size, "white")
    return Image.alpha_composite(paper, drawn).convert("RGB")
