# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Tells whether the signatures under a PDF hold, and who stands behind them."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyHanko, asn1crypto and python-pkcs11 carry few types.
from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from io import BytesIO
from typing import Any

from asn1crypto import pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from wwdesk.domain.dates import show_date
from wwdesk.domain.errors import DeskError
from wwdesk.domain.texts import t

LARGEST = 60 * 2**20
"""Bytes of a PDF that is still looked at."""
_USAGE = KeyUsageConstraints(key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False)

# They log what is wrong with a file, names included; the verdict says it.
for _library in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_library).setLevel(logging.CRITICAL + 1)


class Outcome(StrEnum):
    """What can be said of the file as a whole, the worst thing first."""

    TOO_LARGE = "too_large"
    UNREADABLE = "unreadable"
    ENCRYPTED = "encrypted"
    CHANGED = "changed"
    UNSIGNED = "unsigned"
    UNTRUSTED = "untrusted"
    WELL = "well"


class Trust(StrEnum):
    """Whether who signed is known."""

    TRUSTED = "trusted"
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    NOT_YET = "not_yet"


@dataclass(frozen=True)
class Signature:
    """One signature: who, when (claimed unless `stamped`), and what became of the bytes under it.

    `whole` tells that it covers the file to its end, `intact` that what it covers is unchanged and signed by
    the key of `name`, `later_allowed` that whatever was added afterwards is
    a further signature or something else that the first signature lets be filled in.
    """

    field: str
    name: str
    issuer: str
    at: datetime | None
    stamped: bool
    certifies: bool
    intact: bool
    whole: bool
    later_allowed: bool
    trust: Trust

    def words(self) -> str:
        """Who signed when, and whether that holds."""
        when = show_date(self.at.date()) if self.at else t("documents.signing.no_day")
        said = [t("documents.signing.by", name=self.name, issuer=self.issuer, day=when)]
        if not self.intact:
            said.append(t("documents.signing.broken"))
        elif not self.later_allowed:
            said.append(t("documents.signing.later"))
        said.append(t(f"documents.signing.trust.{self.trust}"))
        said.append(t("documents.signing.stamped") if self.stamped else t("documents.signing.claimed"))
        return " ".join(said)


@dataclass(frozen=True)
class Verdict:
    """The signatures of a file, the bytes behind the last one, and the whole in one word."""

    outcome: Outcome
    signatures: tuple[Signature, ...] = ()
    behind: int = 0

    def words(self) -> tuple[str, ...]:
        """Sentences for a worker, the most important one first."""
        said = [t(f"documents.signing.outcome.{self.outcome}")]
        if self.behind and self.signatures:
            said.append(t("documents.signing.behind", n=self.behind))
        return (*said, *(one.words() for one in self.signatures))


def read_certificates(content: bytes) -> tuple[x509.Certificate, ...]:
    """The certificates in a file, PEM or DER. Raises DeskError `sign_no_certificate`."""
    try:
        armoured: Any = pem.unarmor(content, multiple=True) if pem.detect(content) else [("", {}, content)]
        blocks = [block for _, _, block in armoured]
        found = tuple(x509.Certificate.load(block, strict=True) for block in blocks)
        _ = [(one.subject.native, one.public_key.native) for one in found]  # the library reads late
    except (ValueError, TypeError, KeyError) as wrong:
        raise DeskError("sign_no_certificate") from wrong
    return found


def verify(pdf: bytes, trusted: Sequence[x509.Certificate], *, at: datetime) -> Verdict:
    """What the signatures of a PDF are worth at a moment, for who trusts `trusted` and those they vouch for.

    Never uses the network, so it cannot know of certificates that were withdrawn. Never fails, whatever the bytes.
    """
    if len(pdf) > LARGEST:
        return Verdict(Outcome.TOO_LARGE)
    try:
        return _verdict(pdf, trusted, at)
    except Exception:  # noqa: BLE001 bytes of a stranger bring the library to any error there is
        return Verdict(Outcome.UNREADABLE)


def _verdict(pdf: bytes, trusted: Sequence[x509.Certificate], at: datetime) -> Verdict:
    reader = PdfFileReader(BytesIO(pdf))
    if reader.encrypted:
        return Verdict(Outcome.ENCRYPTED)
    _ = [reader.root["/Pages"]["/Kids"], reader.root["/Pages"]["/Count"]]
    every: list[Any] = reader.embedded_signatures
    embedded = reader.embedded_regular_signatures
    # A damaged field can hide a signature, but not its byte range.
    if not embedded:
        return Verdict(Outcome.CHANGED if b"/ByteRange" in pdf else Outcome.UNSIGNED)
    found = tuple(_signature(one, trusted, at) for one in embedded)
    behind = len(pdf) - max(int(one.byte_range[2]) + int(one.byte_range[3]) for one in every)
    to_the_end = any(one.evaluate_signature_coverage() is SignatureCoverageLevel.ENTIRE_FILE for one in every)
    # A later signature vouches for what stands between; behind the last one nobody does.
    if (
        behind
        or not to_the_end
        or pdf.count(b"/ByteRange") != len(every)
        or not all(one.intact and one.later_allowed for one in found)
    ):
        outcome = Outcome.CHANGED
    else:
        outcome = Outcome.WELL if all(one.trust is Trust.TRUSTED for one in found) else Outcome.UNTRUSTED
    return Verdict(outcome, found, max(behind, 0))


def _signature(one: Any, trusted: Sequence[x509.Certificate], at: datetime) -> Signature:  # noqa: ANN401 no types
    context = ValidationContext(
        trust_roots=list(trusted), allow_fetching=False, revocation_mode="soft-fail", moment=at.astimezone(UTC)
    )
    status: Any = validate_pdf_signature(one, context, key_usage_settings=_USAGE)
    certificate: x509.Certificate = one.signer_cert
    stamp: Any = status.timestamp_validity
    stamped = stamp is not None and stamp.valid and stamp.intact and stamp.trusted
    level = status.modification_level
    allowed = status.docmdp_ok is not False and level is not None and level <= ModificationLevel.FORM_FILLING
    return Signature(
        field=str(one.field_name),
        name=_name(certificate.subject),
        issuer=_name(certificate.issuer),
        at=stamp.timestamp if stamp is not None and stamped else status.signer_reported_dt,
        stamped=stamped,
        certifies=one.docmdp_level is not None,
        intact=bool(status.intact and status.valid),
        whole=status.coverage is SignatureCoverageLevel.ENTIRE_FILE,
        later_allowed=allowed,
        trust=_trust(certificate, at, known=bool(status.trusted)),
    )


def _trust(certificate: x509.Certificate, at: datetime, *, known: bool) -> Trust:
    if at > certificate.not_valid_after:
        return Trust.EXPIRED
    if at < certificate.not_valid_before:
        return Trust.NOT_YET
    return Trust.TRUSTED if known else Trust.UNKNOWN


def _name(who: x509.Name) -> str:
    return str(who.native.get("common_name", who.human_friendly))
