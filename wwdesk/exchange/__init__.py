# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What goes to and comes from other programs: FHIR, tables of answers, submissions of a phone."""
