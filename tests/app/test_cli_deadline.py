# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""`wwdesk deadline`: a date with its reasoning, at the command line."""

from __future__ import annotations

import json
from typing import Any

import pytest

from wwdesk.app import cli
from wwdesk.methods.rule_profiles import rule_profiles


def asked(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert cli.main(["deadline", *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_notice(capsys: pytest.CaptureFixture[str]) -> None:
    found = asked(capsys, "notice", "--given", "2026-03-15")
    assert (found["start"], found["end"], found["free_from"]) == ("2026-04-01", "2026-06-30", "2026-07-01")
    assert found["choice_needed"] is False
    assert all(isinstance(sentence, str) for sentence in found["why"])


def test_notice_received_a_month_later_shows_both_outcomes(capsys: pytest.CaptureFixture[str]) -> None:
    found = asked(capsys, "notice", "--given", "30/03/2026", "--received", "02/04/2026", "--months", "3")
    assert found["end"] == "2026-07-31"
    assert found["choice_needed"] is True
    assert found["other"]["end"] == "2026-06-30"


def test_the_profile_decides_whom_notice_holds_for(capsys: pytest.CaptureFixture[str]) -> None:
    then = asked(capsys, "notice", "--given", "2026-01-31", "--profile", "proefproject-2016")
    today = asked(capsys, "notice", "--given", "2026-01-31", "--ground", "huurder-zorg")
    assert "voor alle bewoners" in " ".join(then["why"])
    assert "alleen voor wie opzegt" in " ".join(today["why"])
    assert (then["end"], today["end"]) == ("2026-04-30", "2026-02-28")


def test_term_extension_quota_and_lac(capsys: pytest.CaptureFixture[str]) -> None:
    assert asked(capsys, "term", "--start", "2026-08-31", "--months", "6")["end"] == "2027-02-28"
    longer = asked(capsys, "extension", "--start", "2026-03-01", "--months", "9", "--max-months", "24")
    assert (longer["end"], longer["extended_end"], longer["cap"]) == ("2026-11-30", "2027-04-15", "2028-02-29")
    full = asked(capsys, "extension", "--start", "2026-03-01", "--months", "24", "--max-months", "24")
    assert (full["possible"], full["extended_end"]) == (False, None)
    limit = asked(capsys, "quota", "--counts", "118,131,125,109,137", "--percent", "5", "--allocated", "5")
    assert (limit["quota"], limit["exact"], limit["room"]) == (6, 6.2, "last")
    lac = asked(capsys, "lac", "--third-letter", "2026-03-10", "--received", "2026-03-12")
    assert (lac["objection_until"], lac["transfer_from"]) == ("2026-03-19", "2026-03-20")
    objected = asked(
        capsys, "lac", "--third-letter", "10/03/2026", "--received", "12/03/2026", "--objection", "19/03/2026"
    )
    assert objected["transfer_from"] is None


def test_for_people_it_prints_the_reasoning(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["deadline", "term", "--start", "2026-10-15", "--months", "6"]) == 0
    shown = capsys.readouterr().out
    assert "6 maanden lopen tot en met 14 april 2027." in shown


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["term", "--start", "2026-02-30", "--months", "6"], "2026-02-30 is geen datum"),
        (["term", "--start", "2026-02-03", "--months", "zes"], "zes is geen getal"),
        (["term", "--start", "2026-02-03", "--months", "-1"], "1 tot 600 maanden"),
        (["term", "--start", "2200-12-31", "--months", "6"], "verder dan de kalender"),
        (["notice", "--given", "2026-02-03", "--profile", "1830"], "geen regelprofiel 1830"),
        (["notice", "--given", "2026-02-03", "--ground", "zomaar"], "geen opzeg met de reden zomaar"),
        (["notice", "--given", "2026-02-03", "--received", "2026-02-01"], "voor hij verstuurd is"),
        (["quota", "--counts", "1,2,,", "--percent", "5"], "is geen getal"),
        (["quota", "--counts", "1,2,3,4,5,6", "--percent", "5"], "1 tot 5 jaren"),
        (["quota", "--counts", "1,2", "--percent", "veel"], "veel is geen getal"),
        (["lac", "--third-letter", "2026-03-09", "--received", "2026-03-12"], "10 maart 2026"),
    ],
)
def test_what_makes_no_sense_is_one_sentence(
    capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    assert cli.main(["deadline", *arguments]) == 1
    said = capsys.readouterr()
    assert sentence in said.err
    assert said.out == ""


def test_an_option_that_is_missing_is_used_wrongly(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["deadline", "term", "--start", "2026-01-01"]) == 2
    assert "--months" in capsys.readouterr().err


def test_every_profile_is_whole_and_dated() -> None:
    profiles = rule_profiles()
    assert [profile.id for profile in profiles] == ["proefproject-2016", "huidig-recht"]
    assert all(profile.notice and profile.source and profile.lac.source for profile in profiles)
