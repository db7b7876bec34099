# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Signing: with a key file, with a card that SoftHSM2 plays, and everything that can be wrong with either."""

from __future__ import annotations

import shutil
import subprocess
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import NoReturn

import pkcs11
import pytest
from asn1crypto import keys
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from pkcs11 import exceptions as card
from pkcs11.util.ec import decode_ec_private_key
from pyhanko.sign.timestamps import DummyTimeStamper, TimestampRequestError
from pypdf import PdfReader, PdfWriter

from tests.documents.signed import NOW, PASSPHRASE, Identity, agreement, identity, signed
from wwdesk.documents.signing import CardKey, KeyFile, card_error, cards, sign
from wwdesk.documents.verifying import Outcome, read_certificates, verify
from wwdesk.domain.errors import DeskError

LIBRARY = Path("/usr/lib/softhsm/libsofthsm2.so")
PIN = "1234"
CA = identity("Burgers CA")
AN = identity("An Peeters", CA)


def attempt(pdf: bytes, key: KeyFile | CardKey, field: str = "Een", *, certify: bool = True) -> bytes:
    return sign(pdf, key, name="An", reason="Akkoord", place="Genk", at=NOW, field=field, certify=certify)


def refused(pdf: bytes, key: KeyFile | CardKey, field: str = "Een") -> str:
    with pytest.raises(DeskError) as wrong:
        attempt(pdf, key, field)
    assert wrong.value.part("what")
    assert wrong.value.part("safe")
    return wrong.value.key


def text(pdf: bytes) -> str:
    return subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()


def test_signing_only_adds_and_keeps_the_text() -> None:
    before = agreement()
    after = attempt(before, AN.file())
    assert after.startswith(before)
    assert text(after) == text(before)
    assert "We bellen elke week." in text(after)
    made = PdfReader(BytesIO(after)).get_fields()
    assert made is not None
    said = made["Een"]["/V"]
    assert said["/SubFilter"] == "/ETSI.CAdES.detached"
    assert (said["/Reason"], said["/Location"]) == ("Akkoord", "Genk")


def test_three_sign_one_after_the_other() -> None:
    pdf = agreement()
    for number, name in enumerate(("An", "Bo", "Cem")):
        pdf = signed(pdf, identity(name, CA), name, certify=number == 0)
    found = verify(pdf, read_certificates(CA.pem()), at=NOW)
    assert found.outcome is Outcome.WELL
    assert [(one.name, one.certifies, one.whole) for one in found.signatures] == [
        ("An", True, False),
        ("Bo", False, False),
        ("Cem", False, True),
    ]


def test_key_files_that_cannot_sign() -> None:
    pdf, good = agreement(), AN.file()
    assert refused(pdf, KeyFile(good.content, "fout")) == "sign_wrong_passphrase"
    assert refused(pdf, KeyFile(good.content, "")) == "sign_wrong_passphrase"
    for content in (b"", b"geen sleutel", AN.pem(), good.content[:-9]):
        assert refused(pdf, KeyFile(content, PASSPHRASE)) == "sign_no_pkcs12"
    lock = BestAvailableEncryption(PASSPHRASE.encode())
    no_key = pkcs12.serialize_key_and_certificates(b"x", None, AN.certificate, None, lock)
    assert refused(pdf, KeyFile(no_key, PASSPHRASE)) == "sign_no_key"
    assert refused(pdf, identity("Oud", CA, (-100, -1)).file()) == "sign_expired"
    assert refused(pdf, identity("Nieuw", CA, (1, 100)).file()) == "sign_too_early"
    assert PASSPHRASE not in repr(good)


def test_files_that_cannot_be_signed(monkeypatch: pytest.MonkeyPatch) -> None:
    key, pdf = AN.file(), agreement()
    assert refused(b"", key) == "sign_no_pdf"
    assert refused(b"PK geen pdf", key) == "sign_no_pdf"
    locked, out = PdfWriter(BytesIO(pdf)), BytesIO()
    locked.encrypt("slot", algorithm="AES-256")
    locked.write(out)
    assert refused(out.getvalue(), key) == "sign_encrypted"
    once = attempt(pdf, key)
    assert refused(once, key) == "sign_twice"
    assert refused(once + b"erbij", key, "Twee") == "sign_changed"
    middle = bytearray(once)
    middle[len(pdf) // 2] ^= 1
    assert refused(bytes(middle), key, "Twee") in ("sign_changed", "sign_no_pdf")
    monkeypatch.setattr("wwdesk.documents.signing.LARGEST", len(pdf) - 1)
    assert refused(pdf, key) == "sign_too_large"


def stamped(pdf: bytes, address: str = "https://tijd.example") -> bytes:
    said = {"name": "An", "reason": "Akkoord", "place": "Genk", "field": "Een"}
    return sign(pdf, AN.file(), **said, at=NOW, certify=True, time_stamp=address)


def test_a_time_stamp_says_when(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, moment = identity("Klok", CA, stamps=True), NOW + timedelta(hours=3)
    der = clock.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    server = DummyTimeStamper(read_certificates(clock.pem())[0], keys.PrivateKeyInfo.load(der), fixed_dt=moment)
    asked: list[str] = []
    monkeypatch.setattr("wwdesk.documents.signing.HTTPTimeStamper", lambda address: asked.append(address) or server)
    attempt(agreement(), AN.file())
    assert asked == []
    found = verify(stamped(agreement()), read_certificates(CA.pem()), at=NOW)
    assert asked == ["https://tijd.example"]
    assert found.outcome is Outcome.WELL
    assert (found.signatures[0].stamped, found.signatures[0].at) == (True, moment)
    stranger = verify(stamped(agreement()), (), at=NOW).signatures[0]
    assert (stranger.stamped, stranger.at) == (False, NOW)


def test_without_the_time_stamp_that_was_asked_nothing_is_signed(monkeypatch: pytest.MonkeyPatch) -> None:
    class Silent(DummyTimeStamper):
        async def async_request_tsa_response(self, req: object) -> NoReturn:
            raise TimestampRequestError("no answer")

    key = keys.PrivateKeyInfo.load(AN.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))
    server = Silent(read_certificates(AN.pem())[0], key)
    monkeypatch.setattr("wwdesk.documents.signing.HTTPTimeStamper", lambda _: server)
    for address in ("https://tijd.example", "geen adres"):
        with pytest.raises(DeskError) as wrong:
            stamped(agreement(), address)
        assert wrong.value.key == "sign_no_time_stamp"


@pytest.fixture
def belpic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a card as a Belgian identity card is laid out: BELPIC, with Signature and Root."""
    if not LIBRARY.exists():
        pytest.skip("softhsm2 is not installed (installer/debian-test.txt)")
    tokens = tmp_path / "tokens"
    tokens.mkdir()
    conf = tmp_path / "softhsm2.conf"
    conf.write_text(f"directories.tokendir = {tokens}\nobjectstore.backend = file\nlog.level = ERROR\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(conf))
    subprocess.run(
        ["softhsm2-util", "--init-token", "--free", "--label", "BELPIC", "--pin", PIN, "--so-pin", "12345678"],
        check=True,
        capture_output=True,
    )
    library = pkcs11.lib(str(LIBRARY))
    library.reinitialize()
    with library.get_token(token_label="BELPIC").open(rw=True, user_pin=PIN) as session:
        raw = AN.key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
        session.create_object(
            {**decode_ec_private_key(raw), pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.LABEL: "Signature"}
        )
        for label, who in (("Signature", AN), ("Root", CA)):
            session.create_object(_certificate(label, who))
    return tokens


def _certificate(label: str, who: Identity) -> dict[pkcs11.Attribute, object]:
    return {
        pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
        pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
        pkcs11.Attribute.TOKEN: True,
        pkcs11.Attribute.PRIVATE: False,
        pkcs11.Attribute.LABEL: label,
        pkcs11.Attribute.SUBJECT: who.certificate.subject.public_bytes(),
        pkcs11.Attribute.VALUE: who.certificate.public_bytes(Encoding.DER),
    }


def eid(pin: str = PIN) -> CardKey:
    return CardKey(LIBRARY, pin, raw=True)  # SoftHSM 2.6 has no ECDSA with a digest of its own


def test_a_card_signs_and_is_listed(belpic: Path) -> None:
    listed = cards(LIBRARY)
    assert [one.label for one in listed] == ["BELPIC"]
    found = {one.label: one for one in listed[0].certificates}
    assert found["Signature"].name == "An Peeters"
    assert found["Signature"].valid_until == AN.certificate.not_valid_after_utc
    once = attempt(agreement(), eid())
    assert verify(once, read_certificates(CA.pem()), at=NOW).outcome is Outcome.WELL
    assert verify(once, (), at=NOW).outcome is Outcome.UNTRUSTED


def test_a_card_that_will_not(belpic: Path) -> None:
    pdf = agreement()
    assert refused(pdf, eid("9999")) == "sign_wrong_pin"
    assert refused(pdf, CardKey(LIBRARY, PIN, token="ANDERE", raw=True)) == "sign_no_card"
    assert refused(pdf, CardKey(LIBRARY, PIN, certificate="Geen", raw=True)) == "sign_no_key"
    assert refused(pdf, CardKey(belpic / "geen.so", PIN)) == "sign_no_library"
    assert PIN not in repr(eid())
    shutil.rmtree(next(belpic.iterdir()))
    assert refused(pdf, eid()) == "sign_no_card"


def test_a_card_pulled_out_while_signing(belpic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from wwdesk.documents import signing  # noqa: PLC0415 to put a hand in between

    opened = signing.open_pkcs11_session

    def pulled(*given: object, **named: object) -> object:
        session = opened(*given, **named)  # pyright: ignore[reportArgumentType]
        shutil.rmtree(next(belpic.iterdir()))
        return session

    monkeypatch.setattr(signing, "open_pkcs11_session", pulled)
    assert refused(agreement(), eid()) in ("sign_card_gone", "sign_no_key", "sign_card_trouble")


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        (card.PinIncorrect(), "sign_wrong_pin"),
        (card.PinLenRange(), "sign_wrong_pin"),
        (card.PinLocked(), "sign_pin_blocked"),
        (card.DeviceRemoved(), "sign_card_gone"),
        (card.SessionHandleInvalid(), "sign_card_gone"),
        (card.TokenNotRecognised(), "sign_no_card"),
        (card.GeneralError(), "sign_card_trouble"),
    ],
)
def test_what_a_card_says_becomes_a_sentence(wrong: card.PKCS11Error, key: str) -> None:
    assert card_error(wrong).key == key
