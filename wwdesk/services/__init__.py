# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What a worker can do, in the words of the worker: one function per user action."""
