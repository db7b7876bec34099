# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers of law and agreement as dated profiles, read as data from `forms/shared/rule-profiles.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from wwdesk.domain.content import content_folder
from wwdesk.domain.errors import DeskError
from wwdesk.domain.time_limits.lac import LacRule
from wwdesk.domain.time_limits.notice import NoticeRule
from wwdesk.domain.time_limits.terms import ExtensionRule


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleProfile:
    """The rules that hold together from `since` on: "Proefproject 2016", "Huidig recht"."""

    id: str
    label: str
    since: date
    source: str
    notice: tuple[NoticeRule, ...]
    """Per ground; the first one is the usual one."""
    extension: ExtensionRule
    quota_percent: Fraction
    lac: LacRule

    def notice_rule(self, ground: str = "") -> NoticeRule:
        """The rule of a ground, by default the usual one. Raises DeskError `notice_ground_unknown`."""
        found = next((rule for rule in self.notice if rule.id == ground), None) if ground else self.notice[0]
        if found is None:
            known = ", ".join(rule.id for rule in self.notice)
            raise DeskError("notice_ground_unknown", ground=ground, profile=self.label, known=known)
        return found


@cache
def rule_profiles() -> tuple[RuleProfile, ...]:
    """Every profile, the oldest first."""
    file = content_folder("forms") / "shared" / "rule-profiles.toml"
    data: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))
    return tuple(sorted((_profile(entry) for entry in data["profile"]), key=lambda profile: profile.since))


def rule_profile(profile_id: str = "") -> RuleProfile:
    """A profile by its id, by default the newest. Raises DeskError `profile_unknown`."""
    found = next((one for one in rule_profiles() if one.id == profile_id), None) if profile_id else rule_profiles()[-1]
    if found is None:
        known = ", ".join(one.id for one in rule_profiles())
        raise DeskError("profile_unknown", profile=profile_id, known=known)
    return found


def _profile(entry: dict[str, Any]) -> RuleProfile:
    extension = entry["extension"]
    return RuleProfile(
        id=entry["id"],
        label=entry["label"],
        since=entry["since"],
        source=entry["source"],
        notice=tuple(NoticeRule(**rule) for rule in entry["notice"]),
        extension=ExtensionRule(
            share=Fraction(extension["share"]), max_months=extension["max_months"], source=extension["source"]
        ),
        quota_percent=Fraction(str(entry["quota"]["percent"])),
        lac=LacRule(**entry["lac"]),
    )
