# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Runs every measurement and prints each figure beside its reference: `make bench`.

A module of this folder with a function `measure()` that yields Figures is a measurement. It is
found by being there. Nothing here fails on a slow machine: a figure over its goal is marked.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import pkgutil
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import cast

from bench.figures import Figure

Measure = Callable[[], Iterable[Figure]]


def measurements(wanted: list[str]) -> Iterator[tuple[str, Measure]]:
    """The measurements of this folder, or only those named."""
    for found in pkgutil.iter_modules([str(Path(__file__).parent)]):
        if found.name.startswith("_") or (wanted and found.name not in wanted):
            continue
        measure = getattr(importlib.import_module(f"bench.{found.name}"), "measure", None)
        if measure is not None:
            yield found.name, cast("Measure", measure)


def line(figure: Figure) -> str:
    """One figure as a row of the table."""
    beside = ""
    if figure.reference is not None:
        beside = f"{figure.reference:10.2f} {figure.reference_name}"
    ratio = f"{figure.ratio:6.2f}x" if figure.ratio is not None else " " * 7
    goal = "" if figure.goal is None else f"goal {figure.goal:g}{'x' if figure.goal_is_ratio else ' ' + figure.unit}"
    mark = {True: "reached", False: "NOT REACHED", None: ""}[figure.reached]
    return f"{figure.name:44} {figure.value:10.2f} {figure.unit:6} {ratio} {goal:16} {mark:11} {beside}".rstrip()


def main() -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print for a program")
    parser.add_argument("only", nargs="*", help="names of modules of bench/")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    figures: list[Figure] = []
    for name, measure in measurements(options.only):
        if not options.json:
            print(f"\n{name}", flush=True)
        for figure in measure():
            figures.append(figure)
            if not options.json:
                print(line(figure), flush=True)
    if options.json:
        print(json.dumps([asdict(figure) | {"ratio": figure.ratio, "reached": figure.reached} for figure in figures]))
    return 0 if figures else 1


if __name__ == "__main__":
    sys.exit(main())
