# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Verifying: no change of a signed agreement goes by unsaid, and no bytes bring it down."""

from __future__ import annotations

import random
import re
from datetime import timedelta
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.annotations import FreeText

from tests.documents.signed import NOW, agreement, identity, signed
from wwdesk.documents.verifying import LARGEST, Outcome, Trust, read_certificates, verify
from wwdesk.domain.errors import DeskError

CA = identity("CA")
TRUSTED = read_certificates(CA.pem())
PLAIN = agreement()
ONCE = signed(PLAIN, identity("An", CA), "Een", certify=True)
TWICE = signed(ONCE, identity("Bo", CA), "Twee")


def outcome(pdf: bytes) -> Outcome:
    found = verify(pdf, TRUSTED, at=NOW)
    assert all(found.words())
    return found.outcome


def holes(pdf: bytes) -> list[range]:
    """Where the signatures themselves stand, between `<` and `>`: the only bytes the last one does not cover."""
    found = re.findall(rb"/ByteRange \[\s*0 (\d+) (\d+) \d+\s*\]", pdf)
    return [range(int(start), int(end)) for start, end in found]


def test_what_is_whole_is_well() -> None:
    assert outcome(ONCE) is Outcome.WELL
    assert outcome(TWICE) is Outcome.WELL
    assert outcome(PLAIN) is Outcome.UNSIGNED
    assert len(holes(ONCE)) == 1
    assert len(holes(TWICE)) == 2


@pytest.mark.parametrize("pdf", [ONCE, TWICE], ids=["one", "two"])
def test_every_changed_byte_is_reported(pdf: bytes) -> None:
    """Flips every 97th byte and 400 at random, outside the hole of the last signature.

    That hole holds the signature as hexadecimal digits, then zeros. There capitals may become small letters, and
    the zeros behind the signature are read by nobody: neither can change what was signed, nor by whom.
    """
    assert outcome(pdf) is Outcome.WELL
    last = holes(pdf)[-1]
    drawn = random.Random(7)  # noqa: S311 draws places, no keys
    places = [*range(0, len(pdf), 97), *(drawn.randrange(len(pdf)) for _ in range(400))]
    missed: list[tuple[int, int]] = []
    for place in (one for one in places if one not in last):
        bit = 1 << drawn.randrange(8)
        changed = bytearray(pdf)
        changed[place] ^= bit
        if outcome(bytes(changed)) not in (Outcome.CHANGED, Outcome.UNREADABLE, Outcome.ENCRYPTED):
            missed.append((place, bit))
    assert missed == []


def test_a_signature_that_is_changed_itself_is_no_signature() -> None:
    hole = holes(ONCE)[-1]
    end = hole.start + len(ONCE[hole.start + 1 : hole.stop - 1].rstrip(b"0"))
    for place in range(end - 120, end - 1):  # the value of the signature stands at the end
        changed = bytearray(ONCE)
        changed[place] = ord("1") if changed[place] != ord("1") else ord("2")
        assert outcome(bytes(changed)) in (Outcome.CHANGED, Outcome.UNREADABLE), place


def test_what_is_added_afterwards_is_reported() -> None:
    writer, out = PdfWriter(BytesIO(TWICE), incremental=True), BytesIO()
    writer.add_annotation(0, FreeText(text="En ook dit.", rect=(50, 500, 200, 600)))
    writer.write(out)
    added = out.getvalue()
    assert added.startswith(TWICE)
    assert outcome(added) is Outcome.CHANGED
    with pytest.raises(DeskError, match="veranderd"):
        signed(added, identity("Cem", CA), "Drie")
    for more in (b"\n", b"%", b"\0" * 100, TWICE, PLAIN):
        found = verify(TWICE + more, TRUSTED, at=NOW)
        assert found.outcome in (Outcome.CHANGED, Outcome.UNREADABLE), more[:9]
    found = verify(TWICE + b"%xy", TRUSTED, at=NOW)
    assert found.behind == 3
    assert "3 bytes" in " ".join(found.words())


def test_what_is_cut_off_is_reported() -> None:
    for length in (0, 1, 100, len(PLAIN) // 2, len(ONCE) + 50, len(TWICE) - 400, len(TWICE) - 1):
        assert outcome(TWICE[:length]) not in (Outcome.WELL, Outcome.UNTRUSTED), length
    # Back to before Bo signed: An's signature holds, and nobody says Bo did.
    assert [one.name for one in verify(ONCE, TRUSTED, at=NOW).signatures] == ["An"]


def test_who_is_not_known_or_not_any_more() -> None:
    stranger = signed(PLAIN, identity("An", identity("CA")), "Een")
    found = verify(stranger, TRUSTED, at=NOW)
    assert (found.outcome, found.signatures[0].trust) == (Outcome.UNTRUSTED, Trust.UNKNOWN)
    assert found.signatures[0].intact
    for days, trust in ((1001, Trust.EXPIRED), (-101, Trust.NOT_YET)):
        later = verify(ONCE, TRUSTED, at=NOW + timedelta(days=days))
        assert (later.outcome, later.signatures[0].trust) == (Outcome.UNTRUSTED, trust)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.integers(0, len(TWICE)), st.integers(0, 400))
def test_no_bytes_bring_it_down(put: bytes, at: int, gone: int) -> None:
    assert outcome(put) is not Outcome.WELL
    changed = TWICE[:at] + put + TWICE[at + gone :]
    hole = holes(TWICE)[-1]
    if not (hole.start <= at and at + max(len(put), gone) <= hole.stop) and changed != TWICE:
        assert outcome(changed) not in (Outcome.WELL, Outcome.UNTRUSTED)


def test_too_large_is_not_read() -> None:
    assert outcome(bytes(LARGEST + 1)) is Outcome.TOO_LARGE


@pytest.mark.parametrize(
    "content", [b"", b"x", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", PLAIN]
)
def test_what_is_no_certificate_is_said(content: bytes) -> None:
    with pytest.raises(DeskError) as wrong:
        read_certificates(content)
    assert wrong.value.key == "sign_no_certificate"
