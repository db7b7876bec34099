# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A small questionnaire about a dwelling in Dutch and in Arabic, with questions of many kinds; words of our own."""

from __future__ import annotations

from wwdesk.forms.convert import convert
from wwdesk.forms.load import load
from wwdesk.forms.model import Form

SOURCE = """
| settings |
| | form_id | form_title | version | default_language |
| | wonen | Hoe woont u? | 1 | Nederlands (nl) |

| survey |
| | type | name | label::Nederlands (nl) | label::العربية (ar) | hint::العربية (ar) | relevant | appearance | weight |
| | begin_group | huis | Uw huis | البيت | انظروا معا إلى البيت وتحدثوا عن أسبوع عادي. | | | |
| | select_one niveau | poetsen | Lukt het poetsen? | هل تستطيع تنظيف البيت كل أسبوع؟ | فكر في الأشهر الأخيرة. | | | 2 |
| | select_one niveau | koken | Lukt het koken? | هل تستطيع الطبخ، ومن يساعدك في ذلك عندما لا تستطيع وحدك؟ | | | | |
| | select_one janee | hulp | Is er hulp? | هل يساعدك أحد؟ | | | | |
| | text | wie | Wie helpt? | من يساعدك؟ | | ${hulp} = 'ja' | multiline | |
| | date | sinds | Sinds wanneer woont u hier? | منذ متى تسكن هنا؟ | | | | |
| | end_group | | | | | | | |
| | begin_group | geld | Uw geld | المال | | | | |
| | integer | huur | Hoeveel huur betaalt u? | كم يورو تدفع للإيجار في الشهر؟ | | | | |
| | select_multiple post | posten | Wat betaalt u zelf? | ماذا تدفع بنفسك؟ | | | | |
| | select_one niveau | rekening | Betaalt u op tijd? | هل تدفع الفواتير في الوقت المناسب؟ | | | | |
| | rank post | eerst | Wat eerst? | ما هو الأهم بالنسبة لك؟ | | | | |
| | begin_repeat | schuld | Schuld | دين | | | | |
| | text | aan | Aan wie? | لمن هذا الدين؟ | | | | |
| | end_repeat | | | | | | | |
| | dateTime | gesprek | Wanneer is het gesprek? | متى المقابلة القادمة؟ | | | | |
| | image | handtekening | Handtekening | التوقيع | | | signature | |
| | end_group | | | | | | | |

| choices |
| | list_name | name | label::Nederlands (nl) | label::العربية (ar) | score |
| | niveau | 1 | Lukt niet | لا أستطيع أبدا. بدون أن يقوم شخص آخر بكل شيء لا يسير الأمر. | 1 |
| | niveau | 2 | Lukt soms | أستطيع أحيانا، مع مساعدة من OCMW أو من العائلة. | 2 |
| | niveau | 3 | Lukt | أستطيع دائما وحدي. | 3 |
| | niveau | nb | Niet besproken | لم نتحدث عن ذلك | |
| | janee | ja | Ja | نعم | |
| | janee | nee | Nee | لا | |
| | post | gas | Gas | الغاز | |
| | post | water | Water | الماء | |
| | post | fluvius | Fluvius | Fluvius | |

| domains |
| | domain | label::Nederlands (nl) | label::العربية (ar) | lowest | highest |
| | huis | Huis en huishouden | البيت والأعمال المنزلية | 1 | 3 |
| | geld | Geld | المال والفواتير | 1 | 3 |

| bands |
| | lowest | below | label::Nederlands (nl) | label::العربية (ar) | colour |
| | 1 | 2 | kwetsbaar | ضعيف | critical |
| | 2 | 3 | redelijk | مقبول | fair |
"""

ANSWERS = {
    "/data/huis/poetsen": "2",
    "/data/huis/koken": "3",
    "/data/huis/hulp": "ja",
    "/data/huis/wie": "أختي فاطمة كل يوم أحد، و An Peeters من CAW Limburg يوم الخميس.",
    "/data/huis/sinds": "2019-03-04",
    "/data/geld/huur": "650",
    "/data/geld/posten": "gas fluvius",
    "/data/geld/rekening": "nb",
    "/data/geld/eerst": "water gas fluvius",
    "/data/geld/schuld[1]/aan": "Energiebedrijf",
    "/data/geld/schuld[2]/aan": "صاحب البيت السابق",
}


def arabic_form(language: str = "ar") -> Form:
    """The questionnaire in one of its languages."""
    converted = convert(SOURCE)
    return load(converted.xform, converted.tables, language)
