# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Certificates, key files and an agreement for the tests of signing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from wwdesk.documents.facts import DocumentFacts, Letterhead
from wwdesk.documents.letter import letter
from wwdesk.documents.signing import KeyFile, sign
from wwdesk.documents.template import read_template
from wwdesk.documents.template_filling import fill

NOW = datetime(2026, 11, 27, 10, 0, tzinfo=UTC)
PASSPHRASE = "zeer geheim"


class Identity(NamedTuple):
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
    certificate: x509.Certificate

    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    def file(self) -> KeyFile:
        kept = BestAvailableEncryption(PASSPHRASE.encode())
        return KeyFile(pkcs12.serialize_key_and_certificates(b"x", self.key, self.certificate, None, kept), PASSPHRASE)


def identity(
    name: str, by: Identity | None = None, days: tuple[int, int] = (-100, 1000), *, stamps: bool = False
) -> Identity:
    """A key with its certificate, of an authority when nobody vouches for it; `days` from NOW."""
    key = rsa.generate_private_key(65537, 2048) if stamps else ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"), False
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(by.certificate.subject if by else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW + timedelta(days=days[0]))
        .not_valid_after(NOW + timedelta(days=days[1]))
        .add_extension(x509.BasicConstraints(ca=by is None, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=by is not None,
                content_commitment=by is not None,
                key_cert_sign=by is None,
                crl_sign=by is None,
                **usage,
            ),
            critical=True,
        )
    )
    if stamps:
        made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return Identity(key, made.sign(by.key if by else key, hashes.SHA256()))


def agreement() -> bytes:
    """An agreement as the program makes it."""
    head = '+++\ntitle = "Begeleidingsovereenkomst"\nkind = "agreement"\n+++\n'
    template = read_template("proef.doc.md", head + "# Afspraken\n\nWe bellen elke week.\n", {})
    today = NOW.date()
    facts = DocumentFacts(code="X", printed_on=date(today.year, today.month, today.day))
    return letter(fill(template, {}, {}, today), ("Zoë",), "Genk", Letterhead(office="Kantoor"), facts)


def signed(pdf: bytes, by: Identity, field: str, *, certify: bool = False) -> bytes:
    return sign(pdf, by.file(), name=field, reason="Akkoord", place="Genk", at=NOW, field=field, certify=certify)
