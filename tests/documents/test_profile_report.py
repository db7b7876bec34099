# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The profile on paper: scores beside the earlier ones, what asks attention, advice that stays advice."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from tests.documents import reading, samples
from wwdesk.documents.press import profile_report
from wwdesk.documents.wording import position
from wwdesk.forms.profile import Comparison


def _print(comparison: Comparison) -> bytes:
    return profile_report(comparison, samples.OFFICE, samples.FACTS, samples.CONCLUSIONS)


def _row(document: bytes, label: str) -> str:
    lines = [" ".join(line.split()) for page in reading.pages(document) for line in page.splitlines()]
    return next(line for line in lines if line.startswith(label))


def test_the_table_puts_now_beside_earlier_and_names_the_difference() -> None:
    document = _print(samples.comparison())
    assert _row(document, "Huis en huishouden") == "Huis en huishouden 3,3 2,3 +1,0 beter redelijk"
    assert _row(document, "Geld en administratie") == "Geld en administratie 2,3 2,3 0,0 gelijk wankel – aandacht"
    worse = _print(samples.comparison((Fraction(2),) * 10, (Fraction(4),) * 10, incomparable=frozenset()))
    assert _row(worse, "Huis en huishouden") == "Huis en huishouden 2,0 4,0 -2,0 minder goed wankel – aandacht"


def test_another_way_of_scoring_is_never_compared() -> None:
    document = _print(samples.comparison())
    assert _row(document, "Lichamelijke gezondheid") == "Lichamelijke gezondheid 4,0 – niet vergelijkbaar sterk"
    text = reading.words(document)
    assert "(vroeger versie 1, nu versie 2)" in text
    nothing = reading.words(_print(samples.comparison(incomparable=frozenset(range(10)))))
    assert "De twee screenings zijn niet te vergelijken" in nothing
    assert "beter" not in nothing


def test_a_domain_with_too_few_answers_has_no_score_and_no_difference() -> None:
    document = _print(samples.comparison())
    assert _row(document, "Buren en huurdersplichten") == "Buren en huurdersplichten geen score 2,0 –"
    assert "er zijn te weinig vragen van dit domein beantwoord" in reading.words(document)


def test_rounded_scores_that_seem_to_add_up_wrongly_are_explained() -> None:
    note = "Verschillen zijn berekend op de cijfers vóór het afronden."
    assert note in reading.words(_print(samples.comparison()))
    whole = samples.comparison((Fraction(3),) * 10, (Fraction(2),) * 10, incomparable=frozenset())
    assert note not in reading.words(_print(whole))


def test_a_first_screening_has_nothing_beside_it() -> None:
    text = reading.words(_print(samples.comparison(earlier=None)))
    assert "Dit is de eerste screening met deze vragenlijst." in text
    assert "Verschil" not in text
    assert "Wat veranderde" not in text
    assert "vroeger," not in text


def test_weak_domains_come_first_weakest_on_top_with_their_advice() -> None:
    text = reading.stream(_print(samples.comparison()))
    part = text[text.index("Wat aandacht vraagt") : text.index("Welke plek past")]
    assert part.index("Psychisch welzijn") < part.index("Geld en administratie") < part.index("Daginvulling en werk")
    assert "Spreek deze week nog af wie wat overneemt" in part
    assert "Huis en huishouden" not in part
    strong = samples.comparison((Fraction(5),) * 10, None, incomparable=frozenset())
    assert "Geen enkel domein met een score" in reading.words(_print(strong))


def test_where_somebody_could_live_is_advice_with_its_reasons() -> None:
    text = reading.stream(_print(samples.comparison()))
    assert "Dit is alleen een advies. Een medewerker beslist" in text
    assert "Vennestraat past Begeleiding nodig op meer dan één domein" in text
    assert "Continental past niet Kan met begeleiding op afstand" in text
    assert "Aardlaan, gelijkvloers ? niet te beoordelen" in text
    assert "Wil samen met anderen wonen (wenselijk, niet nodig, antwoord ontbreekt)" in text


def test_only_what_changed_is_in_the_table_and_the_rest_is_counted() -> None:
    text = reading.stream(_print(samples.comparison()))
    part = text[text.index("Wat veranderde") :]
    assert "Lukt soms, maar niet elke week." in part
    assert "geen antwoord Een poetshulp, elke donderdag" in part
    assert "Wat vult de dagen?" not in part
    assert "1 antwoord is opnieuw bekeken en hetzelfde gebleven." in part
    assert "2 antwoorden zijn overgenomen van 11/05/2026 en niet opnieuw bekeken." in part


def test_nothing_changed_is_said() -> None:
    same = replace(samples.comparison(), answers=())
    assert "Geen enkel antwoord is anders dan op 11/05/2026." in reading.words(_print(same))


def test_conclusions_follow_in_the_order_of_the_domains() -> None:
    text = reading.stream(_print(samples.comparison()))
    part = text[text.index("Besluiten per levensdomein") :]
    assert part.index("De woning is proper") < part.index("Budgetbeheer bij het OCMW") < part.index("moeilijkste punt")


def test_profiles_of_any_size_print() -> None:
    comparison = samples.comparison()
    for count in (0, 1, 2, 3, 10):
        shown = replace(comparison, domains=comparison.domains[:count])
        assert "pagina 1 van" in reading.pages(_print(shown))[0]
    nobody = samples.comparison((None,) * 10, (None,) * 10, incomparable=frozenset())
    text = reading.words(_print(nobody))
    assert text.count("geen score") >= 10
    assert "Nog geen enkel domein heeft een score." in text


def test_long_answers_are_shortened_in_the_table_and_never_stop_it() -> None:
    comparison = samples.comparison()
    long = tuple(replace(change, now="woord " * 4000, earlier="x" * 20_000) for change in comparison.answers * 5)
    text = reading.words(_print(replace(comparison, answers=long)))
    assert text.count("volledige") == 60  # both answers of six changed rows, five times


def test_stronger_lies_further_out_also_where_a_low_number_is_better() -> None:
    domain = samples.DOMAINS[0]
    assert position(domain, Fraction(1)) == 0
    assert position(domain, Fraction(5)) == 1
    assert position(domain, Fraction(9)) == 1
    assert position(replace(domain, higher_is_better=False), Fraction(1)) == 1
    assert position(replace(domain, lowest=Fraction(3), highest=Fraction(3)), Fraction(3)) == 0
    reverse = samples.comparison()
    flipped = tuple(
        replace(change, domain=replace(change.domain, higher_is_better=False)) for change in reverse.domains
    )
    text = reading.words(_print(replace(reverse, domains=flipped)))
    assert "Huis en huishouden (lager is beter)" in text
    assert "+1,0 minder goed" in text


def test_pictures_say_it_without_colour() -> None:
    """In grey print the earlier screening is still dashed: the page has dashes with one and none without."""
    with_earlier = reading.drawing(_print(samples.comparison()))
    without = reading.drawing(_print(samples.comparison(earlier=None)))
    assert "[3 2] 0 d" in with_earlier
    assert "[3 2] 0 d" not in without
