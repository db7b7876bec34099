# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The encrypted office file: keys, records, transactions, search, backup."""
