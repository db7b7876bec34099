# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Life domains, bands, places and the title are said in the language of the form, as its questions are."""

from __future__ import annotations

from wwdesk.forms.convert import convert
from wwdesk.forms.load import load
from wwdesk.forms.model import Form

SOURCE = """
| settings |
| | form_id | form_title | form_title::Français (fr) | version | default_language |
| | huis | Uw huis | Votre maison | 1 | Nederlands (nl) |

| survey |
| | type | name | label::Nederlands (nl) | label::Français (fr) | label::English (en) |
| | begin_group | huis | Huis | Maison | House |
| | select_one niveau | poetsen | Poetsen? | Nettoyer ? | Cleaning? |
| | end_group | | | | |
| | begin_group | geld | Geld | Argent | Money |
| | select_one niveau | huur | Huur? | Loyer ? | Rent? |
| | end_group | | | | |

| choices |
| | list_name | name | label::Nederlands (nl) | label::Français (fr) | label::English (en) | score |
| | niveau | 1 | Niet | Non | No | 1 |
| | niveau | 2 | Wel | Oui | Yes | 2 |

| domains |
| | domain | label::Français (fr) | label::Nederlands (nl) | short | short::Français (fr) | description |
| | huis | La maison et le ménage | Huis en huishouden | Huishouden | Ménage | Wonen |
| | geld | | Geld en administratie | Geld | | |

| bands |
| | lowest | below | label | label::Français (fr) | colour | advice | advice::Français (fr) |
| | 1 | 2 | kwetsbaar | fragile | weak | Praat. | Parlez-en. |
| | 2 | | sterk | | good | | |

| locations |
| | profile | label | label::Français (fr) | description |
| | studio | Studio | Un studio | Alleen |

| location_criteria |
| | profile | label | label::Français (fr) | expression |
| | studio | Kan poetsen | Sait nettoyer | ${poetsen} = '2' |
"""


def form(language: str = "") -> Form:
    converted = convert(SOURCE)
    return load(converted.xform, converted.tables, language)


def test_the_sheets_follow_the_language_of_the_form() -> None:
    french = form("fr")
    assert french.title == "Votre maison"
    assert [(domain.label, domain.short) for domain in french.domains] == [
        ("La maison et le ménage", "Ménage"),
        ("Argent", "Argent"),  # not translated here: the group itself says it
    ]
    assert french.domains[0].description == "Wonen"
    assert [(band.label, band.advice) for band in french.bands] == [("fragile", "Parlez-en."), ("sterk", "")]
    assert (french.locations[0].label, french.locations[0].description) == ("Un studio", "Alleen")
    assert french.locations[0].criteria[0].label == "Sait nettoyer"


def test_the_default_language_goes_before_the_order_of_columns() -> None:
    dutch = form()
    assert dutch.title == "Uw huis"
    assert [(domain.label, domain.short) for domain in dutch.domains] == [
        ("Huis en huishouden", "Huishouden"),
        ("Geld en administratie", "Geld"),
    ]
    assert [band.label for band in dutch.bands] == ["kwetsbaar", "sterk"]
    assert dutch.locations[0].criteria[0].label == "Kan poetsen"


def test_a_language_the_sheets_leave_out_gets_the_groups_and_else_the_default() -> None:
    english = form("en")
    assert english.title == "Uw huis"
    assert [(domain.label, domain.short) for domain in english.domains] == [("House", "House"), ("Money", "Money")]
    assert [band.label for band in english.bands] == ["kwetsbaar", "sterk"]


def test_no_column_of_a_language_is_called_unread() -> None:
    assert convert(SOURCE).warnings == ()


def test_a_title_with_only_languages_is_the_title() -> None:
    source = SOURCE.replace(
        "| form_title | form_title::Français (fr) |", "| form_title::Nederlands (nl) | form_title::Français (fr) |"
    )
    converted = convert(source)
    assert converted.title == "Uw huis"
    assert load(converted.xform, converted.tables, "fr").title == "Votre maison"
    assert load(converted.xform, converted.tables).title == "Uw huis"
