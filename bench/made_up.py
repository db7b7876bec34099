# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Invented people in any number, always the same for the same seed: names are drawn apart and put together."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from wwdesk.domain.people import Gender, PersonDetails

_WOMEN = """
Aaliyah Agnes Alice Alina Amber Amina Amira An Anaïs Anja Anna Annelies Ann-Sofie Anouk Astrid Aya Aylin Bea Beatrijs
Britt Camille Carla Carmen Caroline Cato Celine Charlotte Chloë Christel Christiane Claudine Daniëlle Diane Dina Dorien
Edith Elena Elif Eline Elisa Elise Elke Ella Els Emilia Emma Esra Eva Evelien Evi Fatma Febe Femke Fien Fleur Floor Fran
Freya Geertrui Georgette Gerda Ghislaine Greet Greta Griet Hajar Hana Hanne Heidi Helena Hilde Ilse Imane Ina Inge Ingrid
Irena Iris Isabel Jana Jasmina Jeanne Jenny Jeannine Joke Jolien Josephine Julia Julie Juliette Kaat Karen Karin Karlien
Katrien Kelly Khadija Kim Kristel Kristien Laetitia Laila Laura Leen Lena Leona Lieve Lien Lies Liesbeth Lina Linda Lisa
Livia Lore Lotte Louise Lucie Lutgarde Lydia Lynn Magda Maaike Malika Marijke Marleen Martine Maryam Mathilde Maud Maya
Meryem Mia Micheline Mieke Mila Mira Monique Myriam Nadia Nathalie Naomi Nele Nina Nicole Noa Noor Nora Olga Olivia Oona
Pauline Petra Rania Rebecca Renée Ria Rita Romy Rosa Sabine Salma Sandra Sara Sien Simonne Sofie Soraya Stefanie Stien
Suzanne Tamara Tanja Tatiana Tine Tinne Valérie Veerle Vera Veronique Victoria Wendy Yasmine Yvette Yvonne Zahra Zoë
""".split()

_MEN = """
Aaron Abdel Achiel Adam Ahmed Albert Alain Alex Alfons Ali André Anton Arno Arthur Axel Ayoub Bart Ben Benny Bert Bilal
Björn Bob Bram Brecht Bruno Camiel Carlos Cedric Christophe Cis Danny David Davy Dieter Dimitri Dirk Dries Eddy Edgard
Elias Emiel Emre Erik Erwin Etienne Ewout Faisal Felix Ferre Filip Finn Floris Francis Frank Freddy Frederik Gaston Geert
Georges Gerard Gert Gilbert Gilles Glenn Guido Gunther Gust Guy Hamza Hans Hassan Henri Herman Hugo Ibrahim Ignace Ilias
Ivan Ivo Jaak Jacques Jan Jarne Jasper Jef Jelle Jens Jeroen Jo Joachim Johan Joris Jos Jozef Julien Kamal Karel Karim
Kasper Kenny Kevin Khalid Klaas Kobe Koen Kris Kurt Lander Lars Laurens Leon Leopold Levi Lode Lorenzo Louis Luc Lucas
Ludo Lukas Maarten Marc Marcel Marco Mario Marnix Mathias Mats Maurice Mauro Max Mehdi Michel Michiel Miguel Milan Mirza
Mohamed Mustafa Nabil Niels Nico Noah Norbert Oleg Omar Oscar Otto Pascal Patrick Paul Peter Philippe Pieter Pol Quinten
Rachid Rafael Raf René Rik Rob Robbe Robin Roel Roger Roland Ronny Ruben Rudi Said Sam Samir Sander Seppe Serge Siebe
Simon Staf Stan Stef Steven Stijn Sven Theo Thibault Thijs Thomas Tibo Tim Timothy Tom Toon Tuur Urbain Vic Victor Vincent
Walter Ward Werner Wesley Willem Willy Wim Wout Wouter Xavier Yannick Yassin Yorick Youssef Yves Zakaria
""".split()

_FAMILIES = """
Abdallah Achten Adriaens Aerts Ali Andries Anthonis Appels Arslan Aydin Baert Baeten Bakkali Bastiaens Bauwens Beckers
Belmans Ben-Said Benali Berghmans Bogaerts Boon Boonen Bosmans Bosschaerts Boutsen Braeckman Brouwers Bruyninckx Buelens
Bulcke Busschaert Callens Carlier Casteleyn Celik Ceulemans Christiaens Claes Claessens Claeys Coenen Colpaert Coppens
Cornelis Cools Craeynest Creemers Cuypers D'Haene D'Hondt Daems Daniels Debacker Deblaere Debruyne Deceuninck Declercq
Decock Defever Degrande Delaere Demeyer Demir Deprez Desmet Dewitte Dhaese Diallo Dierckx Dillen Dirix Driesen Dubois
Eeckhout Elst Engelen Everaert Evers Eyckmans Feys Flamand Fonteyn Fransen Geens Geerts Gielen Gijsels Gillis Goethals
Goossens Goris Govaerts Haddad Haesen Hellemans Hendrickx Hermans Heylen Hoebeke Horemans Houben Huybrechts Huyghe Ilunga
Imbrechts Jacobs Jansen Janssens Joris Kaya Kerkhofs Keppens Kestens Kovalenko Kowalski Kuppens Laenen Lambrechts Lammens
Lauwers Leemans Lemmens Lenaerts Leroy Leys Lievens Loos Luyten Luyckx Maertens Maes Mahieu Marien Martens Mathieu Meert
Mertens Mestdagh Meulemans Michiels Minten Moens Moons Moortgat Mulders Nauwelaerts Neefs Neirynck Nelissen Nijs Nowak Nys
Okafor Olbrechts Ooms Ozturk Paesen Palmers Pauwels Peeters Persoons Petrov Pieters Plessers Poelmans Popescu Pottier Put
Quintens Raes Ramaekers Reynaert Robberechts Roelandt Roels Roosen Rombouts Ruelens Rutten Sahin Schepers Schoofs Segers
Sels Simons Smeets Smets Snoeck Soetaert Somers Stas Stevens Stroobants Swinnen Symons Tanghe Temmerman Theunis Thijs
Thoelen Timmermans Traore Tytgat Uyttendaele Valcke Van-Acker Van-Camp Van-Damme Van-den-Bosch Van-den-Broeck Van-der-Auwera
Van-de-Velde Van-Dyck Van-Hecke Van-Hoof Van-Laer Van-Loo Vandenberghe Vandeputte Vanhees Vercammen Vercruysse Verbeke
Verhaegen Verhelst Verhoeven Verlinden Vermeersch Vermeiren Vermeulen Verschueren Verstraete Vets Vleugels Vos Vranken
Wauters Willems Wils Wouters Wuyts Yilmaz Zeghers Zwaenepoel
""".split()

_STREETS = (
    *("Dorpsstraat", "Stationsstraat", "Kerkstraat", "Molenweg", "Schoolstraat", "Nieuwstraat", "Kapelstraat"),
    *("Lindelaan", "Beukendreef", "Veldstraat", "Heidelaan", "Kanaalweg", "Vijverstraat", "Parkplein", "Weverij"),
    *("Bloemenlaan", "Oude Baan", "Populierenlaan", "Hoevestraat", "Bergstraat", "Marktplein", "Mijnwerkerslaan"),
)

_PLACES = (
    *(("1000", "Brussel"), ("1500", "Halle"), ("1800", "Vilvoorde"), ("2000", "Antwerpen"), ("2060", "Antwerpen")),
    *(("2300", "Turnhout"), ("2440", "Geel"), ("2800", "Mechelen"), ("3000", "Leuven"), ("3200", "Aarschot")),
    *(("3300", "Tienen"), ("3500", "Hasselt"), ("3530", "Houthalen-Helchteren"), ("3550", "Heusden-Zolder")),
    *(("3600", "Genk"), ("3630", "Maasmechelen"), ("3700", "Tongeren"), ("3800", "Sint-Truiden"), ("3900", "Pelt")),
    *(("8000", "Brugge"), ("8400", "Oostende"), ("8500", "Kortrijk"), ("8700", "Tielt"), ("8800", "Roeselare")),
    *(("8870", "Izegem"), ("8900", "Ieper"), ("9000", "Gent"), ("9100", "Sint-Niklaas"), ("9120", "Beveren")),
    *(("9200", "Dendermonde"), ("9300", "Aalst"), ("9400", "Ninove"), ("9700", "Oudenaarde"), ("9900", "Eeklo")),
)

_LANGUAGES = ("nl",) * 16 + ("fr", "ar", "tr", "en", "uk")
_OLDEST_BIRTH = date(1936, 1, 1)
_BIRTH_DAYS = (date(2008, 1, 1) - _OLDEST_BIRTH).days


def make_people(n: int, seed: int) -> Iterator[PersonDetails]:
    """So many invented people; the first ones stay the same when more are asked for."""
    chance = random.Random(seed)  # noqa: S311  # nothing secret hangs on it
    for _ in range(n):
        yield _person(chance)


def _person(chance: random.Random) -> PersonDetails:
    woman = chance.random() < 0.45
    given_name = chance.choice(_WOMEN if woman else _MEN)
    family_name = chance.choice(_FAMILIES).replace("-", " ")
    if chance.random() < 0.03:
        family_name += f"-{chance.choice(_FAMILIES).replace('-', ' ')}"
    postcode, municipality = chance.choice(_PLACES)
    number = chance.randrange(10**6)
    return PersonDetails(
        given_name=given_name,
        family_name=family_name,
        birth_date=_OLDEST_BIRTH + timedelta(days=chance.randrange(_BIRTH_DAYS)),
        gender=Gender.WOMAN if woman else Gender.MAN,
        language=chance.choice(_LANGUAGES),
        # 0499 00 .. ..: numbers that ring nowhere.
        phone=f"0499 00 {number // 100 % 100:02} {number % 100:02}",
        street=f"{chance.choice(_STREETS)} {chance.randint(1, 240)}",
        postcode=postcode,
        municipality=municipality,
    )
