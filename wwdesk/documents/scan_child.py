# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Reads the codes off one scan in a process of its own: the file comes in, JSON goes out.

Started by `scans.read_codes` with bytes of memory and seconds of computing as arguments: whoever made
the file may have meant harm, and what opens PDFs and pictures is written in C.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from importlib import import_module
from io import BytesIO
from typing import Any, cast

import pypdfium2
import zxingcpp
from PIL import Image

MOST_PAGES = 200
MOST_PIXELS = 40_000_000
_DOTS = 200
_CUT = 2
"""Exit code for a file that cannot be read, or has too many pages or pixels."""
TOO_HEAVY = 3


def main(arguments: list[str]) -> int:
    """Reads the scan from standard input and prints a list of codes per page."""
    memory, seconds = (int(argument) for argument in arguments)
    if sys.platform != "win32":
        resource = cast("Any", import_module("resource"))  # Windows has no such module
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        found = [_codes(page) for page in _pages(sys.stdin.buffer.read())]
    except MemoryError:
        return TOO_HEAVY
    except Exception:  # noqa: BLE001 - a broken file makes these libraries raise anything at all
        return _CUT
    sys.stdout.write(json.dumps(found))
    return 0


def _pages(data: bytes) -> Iterator[Image.Image]:
    if not data.startswith(b"%PDF-"):
        with Image.open(BytesIO(data), formats=("PNG", "JPEG", "TIFF")) as image:
            frames = getattr(image, "n_frames", 1)
            for frame in range(min(frames, MOST_PAGES)):
                image.seek(frame)
                yield _bounded(image).convert("L")
        return
    document: Any = pypdfium2.PdfDocument(data)  # untyped
    if len(document) > MOST_PAGES:
        raise ValueError(MOST_PAGES)
    for page in document:
        width, height = page.get_size()
        scale = min(_DOTS / 72, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
        yield page.render(scale=scale, grayscale=True).to_pil().convert("L")


def _bounded(image: Image.Image) -> Image.Image:
    if image.width * image.height > MOST_PIXELS:
        raise ValueError(MOST_PIXELS)
    return image


def _codes(page: Image.Image) -> list[str]:
    only = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    return [found.text for found in zxingcpp.read_barcodes(page, formats=only)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
