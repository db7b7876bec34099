# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Weak keys for every test of robustness."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="module", autouse=True)
def weak_keys(quick_keys: None) -> None:
    """What `quick_keys` does, without asking."""
