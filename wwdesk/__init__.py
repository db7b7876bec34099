# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""wwdesk: the desktop program a small Flemish welfare office runs on."""

__version__ = "0.1.0"
