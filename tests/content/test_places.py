# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The instrument tells the four places of Genk apart, with reasons, and scores as worked out by hand."""

from __future__ import annotations

import pytest

from tests.content.instrument import ExampleClient, example_client, filled, instrument, profile_of
from wwdesk.forms.profile import LocationFit

PLACES = ["vennestraat", "continental", "aardlaan_gelijkvloers", "aardlaan_etage"]
CLIENTS = [*PLACES, "nergens"]


@pytest.fixture(params=CLIENTS)
def client(request: pytest.FixtureRequest) -> ExampleClient:
    return example_client(str(request.param))


def failing(place: LocationFit) -> list[str]:
    """The labels of the required conditions that do not hold."""
    return [criterion.label for criterion in place.criteria if criterion.required and criterion.holds is False]


def test_the_form_knows_the_four_places() -> None:
    assert [place.name for place in instrument().locations] == PLACES
    assert all(place.description for place in instrument().locations)


def test_an_example_client_answers_only_what_is_asked_and_makes_no_mistake(client: ExampleClient) -> None:
    filling = filled(client.answers)
    assert list(filling.problems()) == []
    assert len(filling.answers(relevant_only=True)) == len(client.answers)


def test_an_example_client_fits_its_own_place_only(client: ExampleClient) -> None:
    profile = profile_of(client.answers)
    assert [place.name for place in profile.locations if place.fits] == client.fits
    assert [place.fits for place in profile.locations if place.name not in client.fits] == [False] * (
        len(PLACES) - len(client.fits)
    )


def test_the_reasons_are_the_right_ones(client: ExampleClient) -> None:
    profile = profile_of(client.answers)
    assert {place.name: failing(place) for place in profile.locations if not place.fits} == client.fails
    for place in profile.locations:
        if place.fits:
            assert all(criterion.holds for criterion in place.criteria if criterion.required)


def test_every_domain_of_an_example_client_has_a_score(client: ExampleClient) -> None:
    assert all(result.score is not None and result.band is not None for result in profile_of(client.answers).domains)


def test_scores_and_bands_are_those_worked_out_by_hand() -> None:
    client = example_client("vennestraat")
    profile = profile_of(client.answers)
    assert {result.domain.name: result.score for result in profile.domains} == client.scores
    assert {result.domain.name: result.band.label for result in profile.domains if result.band} == client.bands
    assert [result.domain.name for result in profile.weak_domains()] == ["geld", "mensen", "huis", "dag"]


def test_without_answers_no_place_is_advised_or_ruled_out() -> None:
    profile = profile_of({})
    assert all(result.score is None for result in profile.domains)
    assert [place.fits for place in profile.locations] == [None] * 4


def test_what_was_not_discussed_does_not_rule_a_place_out() -> None:
    client = example_client("vennestraat")
    profile = profile_of(client.answers | {"zorg_permanent": "nb"})
    assert {place.name: place.fits for place in profile.locations}["vennestraat"] is None


def test_a_client_who_needs_care_day_and_night_fits_nowhere(client: ExampleClient) -> None:
    profile = profile_of(client.answers | {"zorg_permanent": "ja"})
    assert not any(place.fits for place in profile.locations)
