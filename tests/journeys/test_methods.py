# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A client's way through each working method, from referral to closing, with the rules biting where they should."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tests.journeys.method_story import Story
from tests.offices import TestOffices
from wwdesk.services.desk import Desk

Facts = dict[str, Any]


@pytest.fixture
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = TestOffices(tmp_path_factory.mktemp("werkwijzen")).fresh()
    yield desk
    desk.database.close()


def test_bridge_home_with_a_buddy(desk: Desk) -> None:
    """The third half-day of training is missing; the stay runs over six months; aftercare follows."""
    story = Story(desk, "hrp", date(2026, 8, 20))
    story.does("aanmelding", vorige_woonsituatie="detention")
    story.cannot("koppeling", "voorgesteld", halve_dagen_wooncoach=2, says="halve dagen", reason="er is haast")
    story.on(date(2026, 8, 24)).does("koppeling", "voorgesteld", halve_dagen_wooncoach=3)
    story.does("kennismaking", "neen", reden_weigering="geen klik")
    assert story.can == {"koppeling"}
    story.does("koppeling", "voorgesteld", halve_dagen_wooncoach=3).does("kennismaking", "ja")
    story.cannot("intrek_stap", intrek=date(2026, 8, 31), says="Handelingsplan maken en tekenen")
    story.does("plan", getekend_door="client_medewerker").does("afsprakennota", getekend_door="alle_drie")
    story.on(date(2026, 8, 31)).does("intrek_stap", intrek=date(2026, 8, 31))
    assert story.date_of("einde_verblijf") == date(2027, 2, 28)
    assert story.date_of("driegesprek_maand") == date(2026, 9, 30)
    story.on(date(2026, 12, 1))
    assert story.due() == {"driegesprek_maand", "einde_verblijf"}
    story.does("driegesprek").on(date(2027, 3, 12))
    story.needs_a_reason(
        "vertrek",
        "stabiel",
        vertrokken=date(2027, 3, 12),
        waarheen="social_rent",
        nazorg_gewenst=True,
        says="langer dan zes maanden",
        reason="de sociale woning was pas toen vrij",
    )
    assert story.date_of("einde_nazorg") == date(2027, 6, 12)
    story.on(date(2027, 6, 12)).does("nazorg_gesprek").does("afsluiten", "stabiel").closed("Woont stabiel")


def good(**more: object) -> Facts:
    """The five criteria of the trial team."""
    five = ("voorwaarden", "geen_alternatief", "zelfinzicht", "bereidheid", "leervermogen")
    return {**dict.fromkeys(five, True), **more}


def test_trial_housing_in_seven_phases(desk: Desk) -> None:
    """The quota is full, the leertraject is late, the notice letter waits for a negative evaluation."""
    story = Story(desk, "mwv", date(2026, 1, 5), profile="proefproject-2016")
    story.does("aanmelding", aanmeldende_dienst="caw", begeleider_is_aanmelder=True)
    story.on(date(2026, 1, 12)).does("intake")
    story.on(date(2026, 1, 20)).does("team", "weerhouden", **good())
    story.does("voorrang", voorrang_sinds=date(2026, 1, 20))
    story.cannot("toewijzing", huurstart=date(2026, 2, 1), maanden=12, quotum_vrij=3, says="Leertraject goedkeuren")
    story.on(date(2026, 2, 3)).does(
        "leertraject", leertraject_goedgekeurd=date(2026, 2, 3), plan_bij_negatief="terug naar het opvangcentrum"
    )
    early: Facts = {"huurstart": date(2026, 2, 1), "maanden": 12, "quotum_vrij": 3}
    story.cannot("toewijzing", **early, says="leertraject moet goedgekeurd", reason="dringend")
    story.needs_a_reason(
        "toewijzing", huurstart=date(2026, 3, 1), maanden=12, quotum_vrij=0, says="quotum van dit jaar is vol",
        reason="de woning blijft anders leeg",
    )  # fmt: skip
    story.does("begeleidingsovereenkomst")
    reviews: Facts = {"tussentijds_op": date(2026, 9, 1), "eind_op": date(2027, 2, 1)}
    story.does("evaluaties_vastleggen", **reviews, criteria="huur, buren")
    assert story.date_of("einde_proef") == date(2027, 2, 28)
    letter: Facts = {
        "tekortkoming_soort": "ernstig",
        "tekortkoming": "al drie maanden geen huur",
        "bewijsstukken": "twee aanmaningen",
        "alleen_begeleiding": False,
        "opzeg_verstuurd": date(2026, 11, 30),
    }
    story.on(date(2026, 9, 1)).does("huisbezoek").does("tussentijdse_evaluatie", "positief")
    story.on(date(2026, 11, 30)).cannot("opzeg_verhuurder", **letter, aangetekend=True, says="kan nu niet")
    story.does("tussentijdse_evaluatie", "negatief")
    story.cannot("opzeg_verhuurder", **letter, aangetekend=False, says="aangetekende brief", reason="dringend")
    story.does("opzeg_verhuurder", **letter, aangetekend=True)
    assert story.date_of("einde_opzeg") == date(2027, 2, 28)
    story.on(date(2026, 12, 2)).cannot("opzeg_ontvangst", opzeg_ontvangen=date(2026, 12, 2), says="andere maand")
    chosen: Facts = {"opzeg_telt": "sent", "reden_dag": "de brief is aan de deur aangeboden"}
    story.does("opzeg_ontvangst", opzeg_ontvangen=date(2026, 12, 2), **chosen)
    story.on(date(2027, 2, 28)).does("verlaten", uit_de_woning=date(2027, 2, 28))
    story.cannot("afsluiten", "huurder", says="einde dat past")
    story.does("afsluiten", "opzeg_verhuurder")
    story.closed(story.now.outcome)


def test_housing_training(desk: Desk) -> None:
    """Every intake within three weeks on the team, weekly visits until fading out is agreed."""
    story = Story(desk, "has", date(2026, 1, 5))
    came: Facts = {"zorgpartner_soort": "caw", "eerste_stap": False}
    story.needs_a_reason("voorstelling", **came, says="zelf de eerste stap", reason="belde samen met de begeleider")
    story.on(date(2026, 1, 12)).does("intakegesprek")
    assert story.date_of("intakes_bespreken") == date(2026, 2, 2)
    story.on(date(2026, 2, 10))
    assert story.due() == {"intakes_bespreken"}
    story.cannot("team", "start", doelen="koken", volgende_evaluatie=date(2026, 2, 1), says="dag die nog komt")
    story.does("team", "start", doelen="koken", volgende_evaluatie=date(2026, 6, 1))
    story.does("toewijzing", start_woning=date(2026, 2, 10)).does("trainingsplan", plan_doelen="koken, huur betalen")
    story.does("bezoek", minuten=90).on(date(2026, 2, 18))
    assert "wekelijks" in story.due()
    story.does("bezoek", minuten=60, afbouw=True).on(date(2026, 2, 27))
    assert "wekelijks" not in story.due()
    notice: Facts = {"reden_opzeg": "overlast", "opzeg_verstuurd": date(2026, 9, 15), "opvang_gewenst": False}
    story.on(date(2026, 9, 15)).cannot("opzeg", says="Wat nu wel kan", reason="overlast", **notice)
    story.does("eindevaluatie", "positief")
    story.cannot("afsluiten", "opvang", says="vaste woning", reason="anders")
    story.does("afsluiten", "vaste_woning").closed("Vaste sociale woning")


def test_supported_living(desk: Desk) -> None:
    """Presented anonymously, after six months of guidance, at most two years."""
    story = Story(desk, "hal", date(2026, 1, 5))
    story.does("woningfiche", woning="studio bij het station")
    common: Facts = {"aanmeldende_dienst": "disability", "huurvoorwaarden": True, "erkenning": True, "binding": "woont"}
    story.needs_a_reason(
        "aanmelding", **common, begeleiding_sinds=date(2025, 9, 1), says="zes maanden",
        reason="de vorige dienst begeleidde al drie jaar",
    )  # fmt: skip
    story.cannot("toewijzingsoverleg", "gekozen", anoniem=False, match="match", says="anoniem", reason="ze kent hem")
    story.does("toewijzingsoverleg", "gekozen", anoniem=True, match="match")
    story.does("huurovereenkomst", huurstart=date(2026, 2, 1), volgende_evaluatie=date(2026, 7, 1))
    assert story.date_of("twee_jaar") == date(2028, 1, 31)
    story.on(date(2026, 6, 20))
    assert "evaluatie_datum" in story.due()
    review: Facts = {"ondersteuning": "wekelijks", "vorm_nog_nodig": True}
    story.does("evaluatie", **review, volgende_evaluatie=date(2027, 1, 4))
    story.on(date(2028, 2, 10))
    story.needs_a_reason(
        "uitstroom", "reguliere_dienst", waarheen="CAW", says="24 maanden", reason="de dienst had een wachtlijst"
    )
    story.does("afsluiten")
    story.closed(story.now.outcome)


def test_care_and_training_to_measure(desk: Desk) -> None:
    """No data before consent; an old screening asks for a reason; the house has seven places."""
    story = Story(desk, "gen", date(2026, 1, 5))
    story.does("keuze", "interesse", doelgroep="man", woonvorm="studio")
    story.cannot("doorgeven", doorgegeven_op=date(2026, 1, 5), says="Toestemmingsformulier tekenen")
    consent: Facts = {"toestemming_caw": True, "toestemming_rimo": True, "toestemming_ocmw": False}
    story.does("toestemming", toestemming_op=date(2026, 1, 5), **consent)
    story.does("doorgeven", doorgegeven_op=date(2026, 1, 5))
    story.on(date(2026, 1, 20)).does("screening", zorgbehoevend=True, locatieprofiel="vennestraat").does("wachten")
    story.on(date(2026, 2, 25))
    assert story.due() == {"contact_wachtlijst"}
    story.does("contact").does("mogelijke_toewijzing").on(date(2026, 6, 20))
    story.needs_a_reason(
        "stuurgroep", "advies", bewonersbalans="rustig", says="bijgewerkt",
        reason="hij was in behandeling, er veranderde niets",
    )  # fmt: skip
    story.does("toewijzing", "toegewezen", huurstart=date(2026, 7, 1))
    story.cannot("planningsgesprek", doelen="schulden", volgende_evaluatie=date(2026, 6, 1), says="dag die nog komt")
    story.does("planningsgesprek", doelen="schulden", volgende_evaluatie=date(2026, 9, 1))
    story.does("uitstroom", "sociaal").closed("Sociale woning")


def test_young_adults(desk: Desk) -> None:
    """Guidance that stops loses the priority; guidance lasts six months from the lease."""
    story = Story(desk, "zwj", date(2026, 1, 5))
    story.does("aanmelding", bron="youth").does("intake", "start", volgende_evaluatie=date(2026, 7, 1))
    story.does("inschrijving", ingeschreven_op=date(2026, 1, 5)).does("voorrang", voorrang_op=date(2026, 1, 5))
    story.on(date(2026, 2, 3))
    assert story.due() == {"niet_uit_het_oog"}
    story.does("gesprek", thema="geld")
    story.on(date(2026, 5, 4)).does("toewijzing", "toegewezen", toegewezen_op=date(2026, 5, 4))
    story.cannot("begeleiding_stopt", says="al toegewezen", reason="wil niet meer")
    story.does("huur", huurstart=date(2026, 6, 1)).on(date(2026, 11, 30))
    story.needs_a_reason("afronden", "woont_zelfstandig", says="minstens zes maanden", reason="naar haar partner")
    story.closed("Woont zelfstandig")

    other = Story(desk, "zwj", date(2026, 1, 5), "Omar Verzonnen")
    other.does("aanmelding", bron="caw").does("intake", "start", volgende_evaluatie=date(2026, 7, 1))
    other.does("inschrijving", ingeschreven_op=date(2026, 1, 5)).does("voorrang", voorrang_op=date(2026, 1, 5))
    other.does("begeleiding_stopt")
    assert other.can == {"afsluiten_met_inschrijving"}
    other.does("afsluiten_met_inschrijving", "wil_niet").closed("Wil geen begeleiding meer")


def test_thuishuis(desk: Desk) -> None:
    """Three assessments, then meetings every two weeks, then every month."""
    story = Story(desk, "thu", date(2026, 1, 5))
    story.does("kandidaat", langs="netwerk", leeftijd=78).does("fase_een", "verder", huurvoorwaarden=True)
    story.does("beoordeling_shm", oordeel_shm="positief").does("beoordeling_project", oordeel_project="positief")
    story.cannot("beslissing", "gekozen", says="oordeel van de vrijwilliger")
    story.does("beoordeling_vrijwilliger", oordeel_vrijwilliger="positief").does("beslissing", "gekozen")
    story.does("wachten").does("verhuis", opzeg_geregeld=True, verhuis_geregeld=True)
    story.does("intrek_stap", intrek=date(2026, 1, 5), volgende_evaluatie=date(2026, 5, 4))
    assert story.date_of("tweewekelijks") == date(2026, 1, 19)
    story.on(date(2026, 5, 4)).does("vergadering").does("maandelijks", maandelijks_vanaf=date(2026, 5, 4))
    assert story.date_of("maandelijkse") == date(2026, 6, 4)
    story.does("vertrek", vertrokken=date(2026, 5, 4)).does("afsluiten", "woonzorgcentrum")
    story.closed("Woonzorgcentrum van de partner")


def test_people_who_shun_care(desk: Desk) -> None:
    """Nobody goes alone where there is a risk, and the most urgent do not wait without a reason."""
    story = Story(desk, "sse", date(2026, 1, 5))
    story.does("signaal", overlast="achterdocht", risico=True)
    story.needs_a_reason(
        "weging", "wachtlijst", dringendheid=5, reden_dringendheid="eet niet", says="dringendst",
        reason="de huisarts gaat elke dag langs",
    )  # fmt: skip
    story.on(date(2026, 1, 20)).does("wachten")
    story.does("weging", "bezoeken", dringendheid=5, reden_dringendheid="eet niet")
    assert story.date_of("dringend_bezoek") == date(2026, 2, 3)
    story.needs_a_reason(
        "bezoek", met_twee=False, minuten=10, says="ga met twee", reason="bij de verhuurder op kantoor"
    )
    story.does("noodbepaling", zorgniveau="begeleiden")
    story.does("overleg", "opvolgen", doelen="slapen", volgende_evaluatie=date(2026, 4, 20))
    story.does("interventie", plaats="thuis", minuten=60).does("stand_geven", stand="opgevolgd")
    story.does("doorverwijzen", dienst="cgg").does("afsluiten", "onderling").closed("In onderling akkoord")


def test_emergency_cover(desk: Desk) -> None:
    """Too far needs a reason, no keys no start, eleven minutes is told."""
    story = Story(desk, "foc", date(2026, 1, 5))
    story.needs_a_reason("aanmelding", langs_wie="ocmw", afstand=160, says="150 meter", reason="vlak over de straat")
    story.does("bespreking", "start", volgende_evaluatie=date(2026, 7, 6)).does("kennismaking")
    story.does("sleutels_nakijken", sleutels=False)
    story.cannot("start", begin=date(2026, 1, 5), says="sleutels", reason="het is dringend")
    story.does("geannuleerd", "geen_sleutels").closed("Geen sleutels")


def test_arrears_and_the_lac(desk: Desk) -> None:
    """The third letter waits for the tenth, an objection in time stops the transfer, one too late does not."""
    story = Story(desk, "lac", date(2026, 1, 10))
    arrears: Facts = {"soort_verhuurder": "woonmaatschappij", "huurprijs": 500, "bron_achterstal": "huur"}
    story.does("achterstal", **arrears, bedrag=500, maanden_achter=1, derde_maand=date(2026, 3, 1))
    story.cannot("brief_een", aangetekend=False, says="aangetekend", reason="het is dringend")
    story.does("brief_een", aangetekend=True).on(date(2026, 2, 10)).does("brief_twee", aangetekend=True)
    third: Facts = {"aangetekend": True, "bedrag": 1500, "maanden_achter": 3}
    story.on(date(2026, 3, 10)).cannot("brief_drie", **third, derde_brief_op=date(2026, 3, 9), says="tiende")
    story.does("brief_drie", **third, derde_brief_op=date(2026, 3, 10))
    story.on(date(2026, 3, 13)).does("ontvangst", derde_brief_ontvangen=date(2026, 3, 12))
    assert (story.date_of("bezwaar_tot"), story.date_of("doorgeven")) == (date(2026, 3, 19), date(2026, 3, 20))
    story.on(date(2026, 3, 19)).cannot("overdracht", says="nog niet naar het OCMW", reason="dringend")
    story.on(date(2026, 3, 21)).does("bezwaar", bezwaar_op=date(2026, 3, 21)).does("overdracht")
    assert "verdelen" in story.can
    story.does("opgelost", "regeling")
    story.closed(story.now.outcome)

    other = Story(desk, "lac", date(2026, 1, 10), "Omar Verzonnen")
    other.does("achterstal", **arrears, bedrag=500, maanden_achter=1, derde_maand=date(2026, 3, 1))
    other.does("brief_een", aangetekend=True).on(date(2026, 2, 10)).does("brief_twee", aangetekend=True)
    other.on(date(2026, 3, 12)).does("brief_drie", **third, derde_brief_op=date(2026, 3, 10))
    other.does("ontvangst", derde_brief_ontvangen=date(2026, 3, 12)).does("bezwaar", bezwaar_op=date(2026, 3, 12))
    other.on(date(2026, 5, 4)).cannot("overdracht", says="nog niet naar het OCMW", reason="dringend")
    other.does("stopt", "bezwaar")
    other.closed(other.now.outcome)


def test_trial_living_with_a_network(desk: Desk) -> None:
    """A decision within a month, engagements first, a verdict of both sides."""
    story = Story(desk, "bru", date(2026, 8, 3))
    came: Facts = {"aangemeld_door": "landlord", "spoor": "proefwonen", "woonproblemen": True, "hulp_betrokken": False}
    story.does("aanmelding", **came, uithuiszetting_dreigt=False)
    assert story.date_of("beslissen") == date(2026, 9, 3)
    story.on(date(2026, 8, 27))
    assert story.due() == {"beslissen"}
    story.does("screening", wie_screent="alle_drie")
    story.does("intake", wie_intake="alle_drie", subgroep="met_vraag", eerste_doel="toeleiden")
    story.cannot("beslissing", "proefwonen", says="ngagement", reason="dringend")
    signed: Facts = {
        "wie_doet_wat": "thuis zijn",
        "behandelafspraken": "PET",
        "na_negatief": "opvang",
        "terugkeer": "ja",
    }
    story.does("engagementen", **signed, criteria="huur, buren").does("beslissing", "proefwonen")
    story.cannot("proefcontract", proefstart=date(2026, 8, 31), maanden=9, says="zes of twaalf")
    story.does("proefcontract", proefstart=date(2026, 8, 31), maanden=6)
    assert story.date_of("einde_proef") == date(2027, 2, 28)
    story.on(date(2027, 2, 20))
    verdict: Facts = {"oordeel_begeleiders": "positief", "oordeel_verhuurder": "negatief"}
    story.cannot("eindoordeel", "positief", **verdict, says="positief", reason="toch")
    story.does("eindoordeel", "positief", oordeel_begeleiders="positief", oordeel_verhuurder="positief")
    story.does("huurcontract", "zonder_opvolging").does("afsluiten", "positief_beide")
    story.closed(story.now.outcome)


def test_outreach_at_threatened_eviction(desk: Desk) -> None:
    """Joining is a free choice, and the home is looked at again after one, three and six months."""
    story = Story(desk, "bev", date(2026, 1, 5))
    story.does("signaal", soort_signaal="achterstal", hoe_ver="eerste_signaal")
    story.needs_a_reason("opzoeken", risico=True, met_twee=False, says="twee", reason="aan de deur, met de wijkagent")
    pressure: Facts = {"druk": "aanmaning", "volgende_evaluatie": date(2026, 4, 20)}
    story.cannot(
        "instap", "ja", **pressure, zelf_gekozen=False, says="eigen keuze", reason="het moet van de verhuurder"
    )
    story.does("instap", "ja", **pressure, zelf_gekozen=True)
    story.does("dossier", gewenst="rust", veranderen="huur eerst", kleine_stap="doorlopende opdracht")
    story.on(date(2026, 4, 20)).does("evaluatie", "klaar").on(date(2026, 4, 30))
    story.does("stoppen", afbouw="nog twee telefoontjes", hertoets_gewenst=False)
    found = [story.date_of(f"nazorg_{name}_op") for name in ("een", "drie", "zes")]
    assert found == [date(2026, 5, 30), date(2026, 7, 30), date(2026, 10, 30)]
