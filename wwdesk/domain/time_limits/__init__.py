# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Time limits: every date that a law or an agreement makes, with the reasoning that leads to it."""
