# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The lists a worker picks from are whole, and homelessness is counted as Flanders counts it."""

from __future__ import annotations

import re

from wwdesk.methods.lists import code_lists


def test_the_lists_that_dossiers_need_are_there() -> None:
    assert {"referral_source", "living_situation", "target_group", "relation", "contact_language"} <= set(code_lists())


def test_codes_and_labels_are_unique_and_codes_stay_readable() -> None:
    for code_list in code_lists().values():
        codes = [item.code for item in code_list.items]
        labels = [item.label for item in code_list.items]
        assert len(set(codes)) == len(codes), code_list.id
        assert len(set(labels)) == len(labels), code_list.id
        assert all(re.fullmatch(r"[a-z][a-z_]*", code) for code in codes), code_list.id
        assert code_list.label
        assert code_list.source


def test_every_category_of_ethos_light_has_a_living_situation_and_nothing_else_is_a_category() -> None:
    situations = code_lists()["living_situation"].items
    assert {item.ethos for item in situations} == set(range(8))
    elsewhere = [item for each in code_lists().values() if each.id != "living_situation" for item in each.items]
    assert {item.ethos for item in elsewhere} == {0}


def test_somebody_on_the_street_counts_as_homeless_and_a_tenant_does_not() -> None:
    ethos = {item.code: item.ethos for item in code_lists()["living_situation"].items}
    assert (ethos["street"], ethos["crisis_shelter"], ethos["homeless_shelter"], ethos["detention"]) == (1, 2, 3, 4)
    assert (ethos["non_conventional"], ethos["friends"], ethos["eviction_threat"], ethos["social_rent"]) == (5, 6, 7, 0)


def test_what_is_not_known_can_be_said() -> None:
    for list_id in ("referral_source", "living_situation", "target_group"):
        assert "unknown" in {item.code for item in code_lists()[list_id].items}


def test_an_old_code_stays_readable() -> None:
    assert code_lists()["relation"].label_of("gone_long_ago") == "gone_long_ago"
