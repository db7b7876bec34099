# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What leaves an office and comes in from elsewhere, as plain data."""
