# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A small made-up method to try the rules of the format on."""

from __future__ import annotations

from wwdesk.methods.progress import Rulebook
from wwdesk.methods.reading import frozen_method

SMALL = """\
[method]
id = "klein"
label = "Kleine werkwijze"
version = "1"
summary = "Om te proberen."
source = "verzonnen"
start = ["begin"]

[[profile]]
id = "oud"
label = "Oud"
since = 2011-09-01
source = "oude afspraak"
base = "proefproject-2016"
numbers = { maanden_proef = 6 }

[[profile]]
id = "nieuw"
label = "Nieuw"
since = 2023-01-01
source = "nieuwe afspraak"
base = "huidig-recht"
numbers = { maanden_proef = 12 }

[[role]]
id = "begeleider"
label = "Begeleider"
task = "begeleidt"

[[phase]]
id = "een"
label = "Eerste fase"

[[fact]]
id = "huurstart"
label = "Begin van de huur"
kind = "date"

[[fact]]
id = "minuten"
label = "Minuten"
kind = "number"
most = 600

[[fact]]
id = "soort"
label = "Soort"
kind = "choice"
list = "soorten"

[[fact]]
id = "akkoord"
label = "Akkoord"
kind = "yes_no"

[[fact]]
id = "opmerking"
label = "Opmerking"
kind = "text"

[[list]]
id = "soorten"
label = "Soorten"
items = [
    { code = "a", label = "Soort A" },
    { code = "b", label = "Soort B" },
]

[[step]]
id = "begin"
label = "Begin"
phase = "een"
kind = "decide"
role = "begeleider"
may_ask = ["opmerking"]
[[step.outcome]]
code = "verder"
label = "Verder"
next = ["plan", "tekenen", "huur"]
[[step.outcome]]
code = "opnieuw"
label = "Opnieuw"
next = ["begin"]

[[step]]
id = "plan"
label = "Plan"
phase = "een"
kind = "register"
role = "begeleider"

[[step]]
id = "tekenen"
label = "Tekenen"
phase = "een"
kind = "register"
role = "begeleider"
may_ask = ["akkoord", "soort"]

[[step]]
id = "huur"
label = "Huur begint"
phase = "een"
kind = "register"
role = "begeleider"
needs = ["plan", "tekenen"]
asks = ["huurstart"]
next = ["bezoek", "einde"]

[[step]]
id = "bezoek"
label = "Huisbezoek"
phase = "een"
kind = "register"
role = "begeleider"
may_ask = ["minuten"]
again = true

[[step]]
id = "einde"
label = "Einde"
phase = "een"
kind = "close"
role = "begeleider"

[[step]]
id = "stopt"
label = "Stopt"
phase = "een"
kind = "close"
role = "begeleider"
always = true

[[guard]]
id = "op_tijd"
rules = ["R06"]
steps = ["huur"]
kind = "block"
unless = "${plan} <= ${huurstart}"
say = "Het plan is later dan de huur."

[[guard]]
id = "niet_te_snel"
steps = ["einde"]
kind = "ask_reason"
unless = "today() > ${proef.day}"
say = "De proefperiode loopt nog."

[[guard]]
id = "weinig_tijd"
steps = ["bezoek"]
kind = "note"
unless = "${minuten.total} >= 60"
say = "Er was nog geen uur huisbezoek."

[[time_limit]]
id = "proef"
label = "Einde van de proef"
kind = "term"
start = "huurstart"
count = "maanden_proef"
until = ["einde"]
remind = [30]

[[time_limit]]
id = "halverwege"
label = "Tussentijdse evaluatie"
kind = "by"
start = "huurstart"
count = "maanden_proef"
share = "1/2"
sense = "known"

[[duty]]
id = "bezoeken"
label = "Huisbezoek"
start = "huurstart"
done_by = "bezoek"
every = 2
latest = 3
unit = "week"
until = ["einde"]

[[never]]
id = "huur_voor_plan"
label = "Huur voor het plan"
when = "${huur} != '' and ${plan} > ${huurstart}"
"""


def small(text: str = SMALL) -> Rulebook:
    return frozen_method(text)
