# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of our own making that together use every feature; `test_javarosa` fills them at random."""

from __future__ import annotations

from tests.forms.making import LEVELS, settings, survey, table

ROOT = "root"
"""Of a list of choices; written apart because it looks like a folder of this machine."""

_TOWNS = (
    ("regio", "oost", "", "", ""),
    ("regio", "west", "", "", ""),
    ("stad", "gent", "oost", "", "9"),
    ("stad", "aalst", "oost", "", "4"),
    ("stad", "brugge", "west", "", "7"),
    ("stad", "oostende", "west", "", "5"),
    ("wijk", "haven", "oost", "gent", "1"),
    ("wijk", "station", "oost", "gent", "2"),
    ("wijk", "markt", "oost", "aalst", "3"),
    ("wijk", "centrum", "west", "brugge", "4"),
    ("wijk", "dijk", "west", "oostende", "5"),
)
TOWNS = table(
    "choices",
    ["list_name", "name", "label", "regio", "stad", "prijs"],
    tuple(
        {"list_name": kind, "name": name, "label": name.capitalize(), "regio": region, "stad": town, "prijs": price}
        for kind, name, region, town, price in _TOWNS
    ),
)


def _calculations(prefix: str, *expressions: str) -> list[str]:
    return [f"calculate {prefix}{place} ; calculation={text}" for place, text in enumerate(expressions)]


_NUMBERS = ("integer a", "integer b", "decimal d")
_TEXTS = ("text t", "text u", "integer a")
_ONE_LIST: dict[str, tuple[str, ...]] = {
    "numbers": (
        "integer a",
        "integer b",
        "decimal d",
        "date dag",
        "text t",
        "calculate plus ; calculation=${a} + ${b} * 2",
        "calculate deel ; calculation=${a} div ${b}",
        "calculate rest ; calculation=${a} mod ${b}",
        "calculate rond ; calculation=round(abs(${d}), 1)",
        "calculate heel ; calculation=int(${d})",
        "calculate groot ; calculation=if(${a} > ${b}, ${a}, ${b})",
        "calculate som ; calculation=sum(${a})",
        "calculate tekst ; calculation=concat(${a}, '-', ${t}, '-', ${d} * 2)",
        "calculate lang ; calculation=string-length(${t})",
        "calculate deel2 ; calculation=substr(${t}, 1, 3)",
        "calculate eerste ; calculation=coalesce(${a}, ${b})",
        "calculate dagen ; calculation=int(${dag}) - int(date('2026-01-01'))",
        "calculate later ; calculation=format-date(date(${dag} + 30), '%Y-%m-%d')",
        "calculate macht ; calculation=pow(${a}, 2)",
        "calculate past ; calculation=regex(${t}, '[a-z]+')",
        "calculate lijst ; calculation=join(',', ${a}, ${b}, ${t})",
        "calculate toets ; calculation=checklist(1, 2, ${a} = 1, ${b} = 1, ${t} = 'ab')",
        "calculate weeg ; calculation=weighted-checklist(1, 5, ${a} = 1, 2, ${b} = 1, 3)",
    ),
    "branches": (
        "integer a",
        "text t",
        "date dag",
        "select_one level hoe",
        "select_multiple helper wie",
        "calculate meer ; calculation=${a} > 1",
        "calculate getal ; calculation=${a} + 0",
        "text r1 ; relevant=${a}",
        "text r2 ; relevant=${t}",
        "text r3 ; relevant=${hoe}",
        "text r4 ; relevant=${meer}",
        "text r5 ; relevant=${getal}",
        "text r6 ; relevant=not(${meer})",
        "text r7 ; relevant=${meer} = true()",
        "text r8 ; relevant=${meer} = 1",
        "text r9 ; relevant=${a} != 2",
        "text r10 ; relevant=${a} = ''",
        "text r11 ; relevant=${a} = '02'",
        "text r12 ; relevant=${r1} != 'x'",
        "text r13 ; relevant=${dag} > date('2026-01-01')",
        "text r14 ; relevant=${dag}",
        "text r15 ; relevant=selected(${wie}, 'oma') and not(selected(${wie}, 'buur'))",
        "text r16 ; relevant=count-selected(${wie}) > 1",
        "text r17 ; relevant=${t} = 2",
        "begin_group g ; relevant=${a} > 0 or ${t} = 'ab'",
        "integer binnen",
        "begin_group h ; relevant=${binnen} = ''",
        "integer diep ; relevant=${binnen} != 3",
        "end_group",
        "end_group",
        "calculate van_binnen ; calculation=${binnen} + 1",
        "calculate van_diep ; calculation=if(${diep} = '', 'leeg', ${diep})",
        "calculate woorden ; calculation=jr:choice-name(${hoe}, '${hoe}')",
        f"calculate punten ; calculation=instance('level')/{ROOT}/item[name = ${{hoe}}]/score",
        "calculate tweede ; calculation=selected-at(${wie}, 1)",
        "calculate eens ; calculation=once(${a})",
    ),
    "repeats": (
        "integer n",
        "begin_repeat rij",
        "decimal bedrag",
        "text waarom ; relevant=${bedrag} > ${n}",
        "calculate dubbel ; calculation=${bedrag} * 2",
        "calculate plaats ; calculation=position(..)",
        "end_repeat",
        "calculate totaal ; calculation=sum(${bedrag})",
        "calculate aantal ; calculation=count(${rij})",
        "calculate eerste ; calculation=indexed-repeat(${bedrag}, ${rij}, 1)",
    ),
    "arithmetic": (
        *_NUMBERS,
        *_calculations(
            "c", "${a} + ${b} * 2", "${a} - ${b} - 1", "${a} div ${b}", "${a} mod ${b}", "-${a}", "-(-${d})"
        ),
        *_calculations("k", "(${a} + 1) * (${b} - 1)", "${a}*${b}", "${d} mod 2", "2 * ${a} div 4"),
    ),
    "comparisons": (
        *_NUMBERS,
        *_calculations("c", "${a} = ${b}", "${a} != ${b}", "${a} < ${b}", "${a} <= ${b}", "${a} > ${d}", "${a} >= 2"),
        *_calculations(
            "k", "${a} = '2'", "'2' = 2", "${a} = ''", "'' != ${a}", "${a} < ''", "1 = true()", "true() = 'x'"
        ),
    ),
    "logic": (
        *_NUMBERS,
        *_calculations("c", "${a} > 1 and ${b} > 1", "${a} > 1 or ${b} > 1", "not(${a})", "${a} and ${b}", "${a} or 0"),
        *_calculations("k", "boolean(${a})", "boolean('false')", "boolean-from-string('true')", "true()", "false()"),
        *_calculations("m", "boolean-from-string(${a})", "${a} = 1 or ${b} = 1 and ${d} > 0", "not(not(${a} = 2))"),
    ),
    "rounding": (
        *_NUMBERS,
        *_calculations("c", "round(${d})", "round(${d}, 1)", "int(${d})", "abs(${d})", "number(${d})"),
        *_calculations("k", "round(2.5)", "round(-2.5)", "round(1234.5678, -2)"),
        *_calculations("m", "int('7.9')", "number('x')", "number(true())", "round(${d} * 3, 2)"),
    ),
    "powers": (
        *_NUMBERS,
        *_calculations("c", "pow(${a}, 2)", "round(sqrt(abs(${d})), 6)", "round(exp(${a} div 100), 6)", "exp10(2)"),
        *_calculations("k", "round(log(abs(${a}) + 1), 6)", "round(log10(abs(${a}) + 1), 6)", "round(pi(), 6)"),
    ),
    "angles": (
        *_NUMBERS,
        *_calculations("c", "round(sin(${a}), 6)", "round(cos(${a}), 6)", "round(tan(0.5), 6)", "round(asin(0.3), 6)"),
        *_calculations("k", "round(acos(0.3), 6)", "round(atan(${d}), 6)", "round(atan2(1, 2), 6)"),
    ),
    "extremes": (
        *_NUMBERS,
        *_calculations("c", "max(${a}, ${b}, 0)", "min(${a}, ${b}, 0)", "max(1, 2.5)", "min(${d}, 1)", "sum(${a})"),
    ),
    "texts": (
        *_TEXTS,
        *_calculations("c", "concat(${t}, '-', ${u}, ${a})", "string-length(${t})", "string(${a})", "concat(${t})"),
        *_calculations("k", "contains(${t}, 'a')", "starts-with(${t}, 'W')", "ends-with(${t}, ${u})"),
        *_calculations("m", "normalize-space(concat('  ', ${t}, '  x '))", "join(', ', ${t}, ${u})"),
    ),
    "cutting": (
        *_TEXTS,
        *_calculations("c", "substr(${t}, 0, 1)", "substr(${t}, 1)", "substr('abcdef', -2)", "substr('abcdef', 1, -1)"),
        *_calculations("k", "substring-before(concat(${t}, '-x'), '-')", "substring-after(concat('x-', ${t}), '-')"),
        *_calculations("m", "translate(${t}, 'ab', 'xy')", "translate(${t}, 'a', '')"),
    ),
    "patterns": (
        *_TEXTS,
        *_calculations("c", "regex(${t}, '[a-z]+')", "regex(${t}, 'a')", "regex(${a}, '[0-9]{2}')", "regex('12', '1')"),
        "text postcode ; constraint=regex(., '[1-9][0-9]{3}')",
    ),
    "digests": (
        *_TEXTS,
        *_calculations("c", "digest(${t}, 'MD5', 'hex')", "digest('x', 'SHA-256')", "digest(${t}, 'SHA-1', 'base64')"),
        *_calculations("k", "digest('x', 'SHA-512', 'hex')", "digest('x', 'SHA-384')", "base64-decode('aGFsbG8=')"),
    ),
    "chance": (
        "integer a",
        *_calculations("c", "string-length(uuid())", "random() < 1", "random() >= 0", "string-length(uuid(7))"),
    ),
    "choosing": (
        *_NUMBERS,
        *_calculations(
            "c", "if(${a} > ${b}, 'meer', 'niet meer')", "if(${a} = '', 'leeg', ${a})", "coalesce(${a}, ${b})"
        ),
        *_calculations("k", "coalesce(${a}, 'niets')", "if(${a}, if(${b}, 'beide', 'a'), 'geen a')", "if(1, ${d}, 0)"),
    ),
    "lists": (
        "select_multiple helper wie",
        "select_one level hoe",
        *_calculations("c", "selected(${wie}, 'oma')", "count-selected(${wie})", "selected-at(${wie}, 0)"),
        *_calculations(
            "k", "selected-at(${wie}, 2)", "selected(${hoe}, '1')", "selected(${hoe}, '')", "${wie} = 'oma'"
        ),
        *_calculations("m", "jr:choice-name(${hoe}, '${hoe}')", "jr:choice-name(selected-at(${wie}, 0), '${wie}')"),
    ),
    "checklists": (
        *_NUMBERS,
        *_calculations("c", "checklist(1, 2, ${a} = 1, ${b} = 1, ${d} > 0)", "checklist(-1, 1, ${a}, ${b})"),
        *_calculations(
            "k", "checklist(2, -1, ${a} > 0, ${b} > 0)", "weighted-checklist(1, 5, ${a} = 1, 2, ${b} = 1, 3)"
        ),
        *_calculations("m", "weighted-checklist(-1, 2.5, ${a} > 0, 1.5, ${b} > 0, 1)"),
    ),
    "dates": (
        "date dag",
        "date eind",
        *_calculations(
            "c", "${dag} < ${eind}", "${dag} = ${eind}", "int(${eind}) - int(${dag})", "${dag} > date('2024-03-01')"
        ),
        *_calculations("k", "format-date(${dag}, '%d/%m/%Y')", "format-date(date(${dag} + 30), '%Y-%m-%d')"),
        *_calculations("m", "int((${eind} - ${dag}) div 365.25)", "date('2026-02-28') < ${dag}", "today() > ${dag}"),
        "calculate volgende ; calculation=date(${dag} + 1) ; bind::type=date",
    ),
    "date_texts": (
        "date dag",
        *_calculations("c", "format-date(${dag}, '%e %n %y')", "format-date(${dag}, '%Y')"),
        *_calculations("k", "date('2026-11-23')", "format-date(date(0), '%Y-%m-%d')", "decimal-date-time(${dag})"),
        *_calculations("m", "format-date-time('2026-11-23T14:05:09', '%H:%M:%S %h')", "string-length(today())"),
    ),
    "moments": (
        "dateTime moment",
        "time uur",
        *_calculations("c", "format-date-time(${moment}, '%Y-%m-%d %H:%M')", "round(decimal-date-time(${moment}), 4)"),
        *_calculations("m", "date-time('2026-10-06T10:00:00') > ${moment}", "date(${moment}) = date('2026-10-05')"),
        *_calculations("n", "date('2026-10-04T14:00:00') < ${moment}", "date(now()) = today()", "int(date-time(1.5))"),
        *_calculations("k", "round(decimal-time(${uur}), 4)", "now() > ${moment}"),
    ),
    "constraints": (
        "integer a ; constraint=. > 0 and . < 50",
        "integer b ; constraint=. >= ${a}",
        "decimal d ; constraint=.",
        "text t ; constraint=string-length(.) < 3 or . = 'Wim'",
        "date dag ; constraint=. <= date('2026-01-01')",
        "select_multiple helper wie ; constraint=not(selected(., 'niemand') and count-selected(.) > 1)",
        "select_one level hoe ; constraint=. != 'nb' or ${a} > 1",
    ),
    "required": (
        "integer a",
        "text altijd ; required=yes",
        "text soms ; required=${a} > 1",
        "text leeg ; required=${a} = ''",
        "text weg ; required=yes ; relevant=${a} = 2",
        "begin_group g ; relevant=${a} > 0",
        "text binnen ; required=${soms} != ''",
        "end_group",
    ),
    "defaults": (
        "integer a ; default=3",
        "text t ; default=Wim",
        "date dag ; default=2024-02-29",
        "select_one level hoe ; default=2",
        "integer later ; default=1 + 2",
        "text samen ; default=concat('x', 'y')",
        *_calculations("c", "${a} + ${later}", "concat(${t}, ${samen})", "${dag} < date('2025-01-01')", "${hoe} = 2"),
    ),
    "triggers": (
        "integer a",
        "text t",
        "integer kopie ; trigger=${a} ; calculation=${a} + 1",
        "text gevolg ; trigger=${t} ; calculation=concat(${t}, '!')",
        "calculate c0 ; calculation=${kopie} * 2",
    ),
    "once": (
        *_TEXTS,
        *_calculations("c", "once(${a})", "once(concat(${t}, 'x'))", "once(uuid()) != ''"),
    ),
    "hidden_answers": (
        "integer a",
        "integer b ; relevant=${a} > 1",
        "integer c ; relevant=${b} > 1",
        "text d ; relevant=${c} = ''",
        "text e ; relevant=${b} != 2",
        "text f ; relevant=not(${c})",
        *_calculations(
            "k", "${b} + 1", "coalesce(${c}, coalesce(${b}, 9))", "sum(${b})", "if(${c} = '', 'leeg', 'vol')"
        ),
    ),
    "hidden_calculations": (
        "integer a",
        "calculate c0 ; calculation=${a} + 1 ; relevant=${a} > 1",
        "calculate c1 ; calculation=concat('<', ${c0}, '>')",
        "begin_group g ; relevant=${a} != 2",
        "calculate c2 ; calculation=${a} * 10",
        "end_group",
        "calculate c3 ; calculation=${c2} + 1",
        "text na ; relevant=${c2} > 5",
    ),
    "deep_groups": (
        "integer a",
        "begin_group g1 ; relevant=${a} > 0",
        "integer b",
        "begin_group g2 ; relevant=${b} > 0",
        "integer c",
        "begin_group g3 ; relevant=${c} != ''",
        "integer d ; relevant=${a} = ${c}",
        "end_group",
        "end_group",
        "end_group",
        *_calculations("k", "${d}", "${c} + ${b}", "count(${d})", "count-non-empty(${b})"),
    ),
    "chain": (
        "integer a",
        *[f"calculate c{place} ; calculation=${{c{place + 1}}} + 1" for place in range(12)],
        "calculate c12 ; calculation=${a} * 2",
        "text t ; relevant=${c0} > 20",
        "text u ; relevant=${t} = ''",
    ),
    "typed_calculations": (
        *_NUMBERS,
        "calculate heel ; calculation=${d} * 3 ; bind::type=int",
        "calculate breuk ; calculation=${a} div 4 ; bind::type=decimal",
        "calculate dag ; calculation=date('2026-01-01') ; bind::type=date",
        *_calculations("c", "${heel} + 1", "${breuk} * 2", "${dag} > date('2025-01-01')", "concat(${heel}, '')"),
    ),
    "lookups": (
        "select_one level hoe",
        "select_multiple helper wie",
        *_calculations(
            "c",
            f"instance('level')/{ROOT}/item[name = ${{hoe}}]/score",
            f"count(instance('level')/{ROOT}/item)",
            f"count(instance('level')/{ROOT}/item[score > 1])",
            f"sum(instance('level')/{ROOT}/item[name != 'nb']/score)",
            f"instance('helper')/{ROOT}/item[name = 'oma']/label",
            f"join(' ', instance('helper')/{ROOT}/item[selected(${{wie}}, name)]/name)",
            f"count(randomize(instance('level')/{ROOT}/item))",
            f"max(instance('level')/{ROOT}/item[score != '']/score)",
        ),
    ),
    "rows": (
        "integer n",
        "begin_repeat rij",
        "decimal bedrag",
        "text waarom ; relevant=${bedrag} > ${n}",
        "calculate plus ; calculation=abs(${bedrag})",
        *_calculations("c", "${bedrag} * 2", "position(..)", "${bedrag} = max(0, ${n})", "string-length(${waarom})"),
        "end_repeat",
        *_calculations("k", "sum(${bedrag})", "count(${rij})", "max(${plus})", "min(${plus})", "join('/', ${bedrag})"),
        *_calculations(
            "m", "count-non-empty(${bedrag})", "count(${rij}[bedrag > 2])", "sum(${rij}[bedrag > 1]/bedrag)"
        ),
    ),
    "one_row": (
        "integer n",
        "begin_repeat rij",
        "text naam",
        "integer jaren ; constraint=. < 50",
        "end_repeat",
        *_calculations("c", "indexed-repeat(${jaren}, ${rij}, 1)", "indexed-repeat(${naam}, ${rij}, ${n})"),
        *_calculations("k", "${rij}[position() = 2]/naam", "count(${rij}[jaren > 1])"),
    ),
    "row_before": (
        "begin_repeat rij",
        "integer x",
        "calculate plaats ; calculation=position(..)",
        "calculate vorige ; calculation=indexed-repeat(${x}, ${rij}, position(..) - 1)",
        "calculate verschil ; calculation=${x} - ${vorige}",
        "text klaagt ; relevant=${x} < ${vorige}",
        "end_repeat",
    ),
    "rows_in_rows": (
        "begin_repeat gezin",
        "text naam",
        "begin_repeat kind",
        "integer jaren",
        "text school ; relevant=${jaren} > 2 and ${naam} != 'x'",
        *_calculations("c", "position(..)", "position(../..)", "concat(${naam}, ${jaren})"),
        "end_repeat",
        *_calculations("k", "sum(${jaren})", "count(${kind})"),
        "end_repeat",
        *_calculations("m", "sum(${jaren})", "count(${kind})", "count(${gezin})"),
    ),
    "hidden_rows": (
        "integer a",
        "begin_repeat rij ; relevant=${a} != 2",
        "integer x",
        "begin_group g ; relevant=${x} > 0",
        "integer y",
        "end_group",
        "calculate z ; calculation=${x} + ${y}",
        "end_repeat",
        *_calculations("c", "sum(${x})", "count-non-empty(${y})", "join(' ', ${z})", "sum(${y})"),
    ),
    "conditions_in_rows": (
        "integer grens",
        "begin_repeat schuld",
        "decimal bedrag ; constraint=. >= 0",
        "select_one level hoe ; required=${bedrag} > 1",
        "select_multiple helper wie ; relevant=${hoe} = 1",
        "date sinds ; constraint=. < today() ; relevant=selected(${wie}, 'oma')",
        "calculate erg ; calculation=${bedrag} > ${grens}",
        "calculate plus ; calculation=abs(coalesce(${bedrag}, 0))",
        "end_repeat",
        *_calculations("c", "count(${schuld}[erg = 'true'])", "sum(${bedrag}) > ${grens}", "max(${plus})"),
    ),
    "counted_rows": (
        "integer aantal",
        "begin_repeat kind ; repeat_count=${aantal}",
        "text naam ; default=x",
        "integer jaren",
        "calculate volgende ; calculation=${jaren} + 1",
        "text school ; relevant=${jaren} > 2",
        "end_repeat",
        *_calculations("k", "count(${kind})", "sum(${volgende})", "join('-', ${naam})"),
        "text druk ; relevant=count(${kind}) > 1",
    ),
    "counted_rows_in_rows": (
        "begin_repeat gezin",
        "integer aantal",
        "begin_repeat kind ; repeat_count=${aantal} + 1",
        "integer jaren",
        "calculate plaats ; calculation=position(..) * 10 + position(../..)",
        "end_repeat",
        *_calculations("k", "count(${kind})", "sum(${jaren})"),
        "end_repeat",
        *_calculations("m", "count(${kind})", "sum(${jaren})"),
    ),
    "fixed_rows": (
        "integer a",
        "begin_repeat week ; repeat_count=4",
        "integer dagen ; constraint=. >= 0 and . < 8",
        "calculate nummer ; calculation=position(..)",
        "end_repeat",
        "calculate alle ; calculation=sum(${dagen}) + coalesce(${a}, 0)",
    ),
    "ranks_and_scales": (
        "rank helper volgorde",
        "range druk ; parameters=start=0 end=10 step=1",
        "range maat ; parameters=start=0.5 end=2.5 step=0.5",
        *_calculations("c", "selected-at(${volgorde}, 0)", "count-selected(${volgorde})", "${druk} * ${maat}"),
        "text waarom ; relevant=${druk} > 5 or selected-at(${volgorde}, 0) = 'oma'",
    ),
    "paths": (
        "integer a",
        "begin_group g",
        "integer b",
        *_calculations("c", "../../a + 1", "../b * 2", "/data/g/b", "sum(/data/*/b)", "current()/../b"),
        "end_group",
        *_calculations("k", "./../a", "../g/b"),
    ),
}
_TOWN_LIST: dict[str, tuple[str, ...]] = {
    "cascade": (
        "select_one regio regio",
        "select_one stad stad ; choice_filter=regio = ${regio}",
        "select_one wijk wijk ; choice_filter=regio = ${regio} and stad = ${stad}",
        f"calculate prijs ; calculation=instance('wijk')/{ROOT}/item[name = ${{wijk}}]/prijs",
    ),
    "filters": (
        "integer grens",
        "select_one stad stad ; choice_filter=prijs > ${grens}",
        "select_multiple wijk wijken ; choice_filter=${grens} = '' or prijs <= ${grens}",
        f"calculate c0 ; calculation=count(instance('stad')/{ROOT}/item[prijs > ${{grens}}])",
        f"calculate c1 ; calculation=instance('stad')/{ROOT}/item[prijs = 4]/label",
        f"calculate c2 ; calculation=instance('wijk')/{ROOT}/item[position() = 2]/name",
    ),
    "cascade_in_rows": (
        "begin_repeat adres",
        "select_one regio regio",
        "select_one stad stad ; choice_filter=regio = ${regio}",
        "calculate woord ; calculation=jr:choice-name(${regio}, '${regio}')",
        "end_repeat",
        "calculate alle ; calculation=join(',', ${stad})",
    ),
}
FORMS: dict[str, str] = {
    **{name: survey(*rows) + LEVELS + settings() for name, rows in _ONE_LIST.items()},
    **{name: survey(*rows) + TOWNS + settings() for name, rows in _TOWN_LIST.items()},
}
