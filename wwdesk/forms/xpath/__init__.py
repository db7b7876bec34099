# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""XPath 1.0 with the ODK functions, as far as questionnaires use it."""
