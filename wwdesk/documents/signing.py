# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Puts a digital signature (PAdES) under a PDF, with a key file or a card."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyHanko, asn1crypto and python-pkcs11 carry few types.
from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import pkcs11
from asn1crypto import pkcs12, x509
from pkcs11 import exceptions as card
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.pkcs11 import PKCS11Signer, find_token, open_pkcs11_session
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer, SimpleSigner
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper

from wwdesk.documents.verifying import LARGEST, Outcome, verify
from wwdesk.domain.dates import show_date
from wwdesk.domain.errors import DeskError

EID_TOKEN = "BELPIC"  # noqa: S105 the label of every Belgian identity card, no secret
EID_CERTIFICATE = "Signature"
EID_OTHERS = ("Root", "CA")


@dataclass(frozen=True)
class KeyFile:
    """A key and its certificate in a PKCS#12 file."""

    content: bytes = field(repr=False)
    passphrase: str = field(repr=False)


@dataclass(frozen=True)
class CardKey:
    """A key on a card that the PKCS#11 library at `library` reads; as it stands that of a Belgian identity card.

    `raw` lets this program make the digest, for cards that only sign one.
    """

    library: Path
    pin: str = field(repr=False)
    token: str = EID_TOKEN
    certificate: str = EID_CERTIFICATE
    others: tuple[str, ...] = EID_OTHERS
    raw: bool = False


@dataclass(frozen=True)
class CardCertificate:
    """A certificate on a card: the label to ask it by, the name in it, and its last moment (UTC)."""

    label: str
    name: str
    valid_until: datetime


@dataclass(frozen=True)
class Card:
    """A card that is in a reader."""

    label: str
    certificates: tuple[CardCertificate, ...]


def cards(library: Path) -> tuple[Card, ...]:
    """The cards in the readers, with what can be read of them without a PIN.

    Raises DeskError `sign_no_library` and `sign_card_trouble`.
    """
    found: list[Card] = []
    with _card_trouble():
        for slot in _library(library).get_slots(token_present=True):
            token = slot.get_token()
            if not token.flags & pkcs11.TokenFlag.TOKEN_INITIALIZED:
                continue  # a new card with nothing on it
            with token.open() as session:
                found.append(Card(token.label.strip(), tuple(_certificates(session))))
    return tuple(found)


def sign(  # noqa: PLR0913 what a signature says of itself
    pdf: bytes,
    key: KeyFile | CardKey,
    *,
    name: str,
    reason: str,
    place: str,
    at: datetime,
    field: str,
    certify: bool,
    time_stamp: str = "",
) -> bytes:
    """The PDF with one more signature, in the invisible field `field`; the bytes of `pdf` are its beginning.

    `certify` is for the first who signs: afterwards only further signatures are allowed. `at` is the moment
    that the signature claims. Only with `time_stamp`, the address of a time stamp server, is the network used.

    Raises a DeskError whose key begins with `sign_`: for a PDF that cannot be signed or has been changed
    since an earlier signature, for a key that cannot be opened or is not valid at `at`, for a card that fails.
    """
    _must_be_signable(pdf, field, at)
    about = PdfSignatureMetadata(
        field_name=field,
        name=name,
        reason=reason,
        location=place,
        certify=certify,
        docmdp_permissions=MDPPerm.FILL_FORMS,
        subfilter=SigSeedSubFilter.PADES,
    )
    stamper = _stamper(time_stamp) if time_stamp else None
    with _signer(key) as signer:
        certificate = signer.signing_cert
        if certificate is None:
            raise DeskError("sign_no_key")
        _must_be_valid(certificate, at)
        try:
            writer = IncrementalPdfFileWriter(BytesIO(pdf))
            made = _Dated(about, signer, stamper, at, field).sign_pdf(writer)
        except SigningError as wrong:
            raise DeskError("sign_impossible") from wrong
        except OSError as wrong:
            raise DeskError("sign_no_time_stamp") from wrong
    return cast("BytesIO", made).getvalue()


def _stamper(address: str) -> TimeStamper:
    if not address.startswith(("https://", "http://")):
        raise DeskError("sign_no_time_stamp")
    return HTTPTimeStamper(address)


class _Dated(PdfSigner):
    """Signs with the moment of the caller instead of that of the machine."""

    def __init__(
        self, about: PdfSignatureMetadata, signer: Signer, stamper: TimeStamper | None, at: datetime, name: str
    ) -> None:
        super().__init__(about, signer, timestamper=stamper, new_field_spec=SigFieldSpec(name))
        self._at = at.astimezone(UTC)

    def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002 as in the library
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._at
        return session


def _must_be_signable(pdf: bytes, name: str, at: datetime) -> None:
    if len(pdf) > LARGEST:
        raise DeskError("sign_too_large", most=LARGEST // 2**20)
    found = verify(pdf, (), at=at)
    if found.outcome is Outcome.UNREADABLE:
        raise DeskError("sign_no_pdf")
    if found.outcome is Outcome.ENCRYPTED:
        raise DeskError("sign_encrypted")
    if found.outcome is Outcome.CHANGED:
        raise DeskError("sign_changed")
    if name in {one.field for one in found.signatures}:
        raise DeskError("sign_twice", field=name)


def _must_be_valid(certificate: x509.Certificate, at: datetime) -> None:
    first, last = certificate.not_valid_before, certificate.not_valid_after
    if at > last:
        raise DeskError("sign_expired", day=show_date(last.date()))
    if at < first:
        raise DeskError("sign_too_early", day=show_date(first.date()))


@contextmanager
def _signer(key: KeyFile | CardKey) -> Generator[Signer]:
    if isinstance(key, KeyFile):
        yield _from_file(key)
        return
    with _card_trouble():
        wanted = TokenCriteria(label=key.token)
        if find_token(_library(key.library).get_slots(token_present=True), token_criteria=wanted) is None:
            raise DeskError("sign_no_card")
        with open_pkcs11_session(str(key.library), token_criteria=wanted, user_pin=key.pin or None) as session:
            if key.certificate not in {one.label for one in _certificates(session)}:
                raise DeskError("sign_no_key")
            yield PKCS11Signer(
                session, cert_label=key.certificate, other_certs_to_pull=key.others, use_raw_mechanism=key.raw
            )


def _from_file(key: KeyFile) -> Signer:
    try:
        # Only a look at the outside: tells a wrong file from a wrong passphrase.
        if pkcs12.Pfx.load(key.content, strict=True)["version"].native != "v3":
            raise DeskError("sign_no_pkcs12")
    except (ValueError, TypeError, KeyError) as wrong:
        raise DeskError("sign_no_pkcs12") from wrong
    try:
        return SimpleSigner.load_pkcs12_data(key.content, (), key.passphrase.encode() or None)
    except ValueError as wrong:
        raise DeskError("sign_wrong_passphrase") from wrong
    except (TypeError, AttributeError) as wrong:  # a file with only certificates
        raise DeskError("sign_no_key") from wrong


def _library(path: Path) -> Any:  # noqa: ANN401 the library has no types
    """The library, anew, so that it sees cards that came and went."""
    try:
        found = pkcs11.lib(str(path))
    except (RuntimeError, OSError) as wrong:
        raise DeskError("sign_no_library") from wrong
    found.reinitialize()
    return found


def _certificates(session: Any) -> Iterator[CardCertificate]:  # noqa: ANN401 the library has no types
    wanted = {pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE}
    for one in session.get_objects(wanted):
        read = x509.Certificate.load(one[pkcs11.Attribute.VALUE])
        name = str(read.subject.native.get("common_name", read.subject.human_friendly))
        yield CardCertificate(str(one[pkcs11.Attribute.LABEL]), name, read.not_valid_after)


@contextmanager
def _card_trouble() -> Generator[None]:
    try:
        yield
    except card.PKCS11Error as wrong:
        raise card_error(wrong) from wrong


def card_error(wrong: card.PKCS11Error) -> DeskError:
    """What a worker is told of trouble with a card."""
    if isinstance(wrong, card.PinIncorrect | card.PinLenRange | card.PinInvalid):
        return DeskError("sign_wrong_pin")
    if isinstance(wrong, card.PinLocked):
        return DeskError("sign_pin_blocked")
    gone = card.DeviceRemoved | card.TokenNotPresent | card.SessionHandleInvalid | card.SessionClosed
    if isinstance(wrong, gone | card.KeyHandleInvalid | card.ObjectHandleInvalid):
        return DeskError("sign_card_gone")
    if isinstance(wrong, card.NoSuchToken | card.TokenNotRecognised):
        return DeskError("sign_no_card")
    if isinstance(wrong, card.NoSuchKey):
        return DeskError("sign_no_key")
    return DeskError("sign_card_trouble")
