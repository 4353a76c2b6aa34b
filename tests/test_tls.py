"""Addresses with https: the number that was checked is connected to, and the certificate must be that of the name."""

import asyncio
import ssl
import subprocess
from collections.abc import Sequence
from pathlib import Path
from random import Random
from shutil import which

import pytest

from loopback import page, serving
from shutro.errors import FetchError
from shutro.fetch.client import Client, Limits
from shutro.fetch.guard import Guard
from shutro.fetch.pace import Clock
from shutro.fetch.visit import Manners, Visitor

NAME = "news.example"
pytestmark = pytest.mark.skipif(which("openssl") is None, reason="openssl makes the certificate")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a certificate that is its own authority, for one name, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
    ]
    names = ["-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}", "-days", "2"]
    subprocess.run([*command, *names, "-out", certificate, "-keyout", key], check=True, capture_output=True)
    return certificate, key


def asked_for(certificate: tuple[Path, Path], name: str, *, is_trusted: bool = True) -> tuple[str, list[str]]:
    """Return what a name answers that leads to a server with the certificate, and the names that were looked up."""
    looked_up: list[str] = []

    async def resolve(host: str, port: int) -> Sequence[str]:
        looked_up.append(host)
        return ["127.0.0.1"] if len(looked_up) == 1 else ["127.0.0.2"]

    async def visit(address: str) -> str:
        guard = Guard(private=True, ports=None, resolve=resolve)
        trusted = ssl.create_default_context(cafile=certificate[0]) if is_trusted else None
        async with Client(guard, Limits(seconds=5), trusted=trusted) as client:
            visitor = Visitor(client, Clock(), Random(1), Manners(pause=0.0, tries=1, robots=False))
            return (await visitor.page(address)).raw.decode()

    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(*certificate)
    with serving({"/": page(b"<p>here</p>")}, tls) as site:
        port = site.address.rpartition(":")[2]
        return asyncio.run(visit(f"https://{name}:{port}/")), looked_up


def test_the_number_that_was_checked_is_asked_under_the_name(certificate: tuple[Path, Path]) -> None:
    assert asked_for(certificate, NAME) == ("<p>here</p>", [NAME])


def test_a_certificate_of_another_name_is_refused(certificate: tuple[Path, Path]) -> None:
    with pytest.raises(FetchError, match="cannot be reached"):
        asked_for(certificate, "other.example")


def test_a_certificate_that_nobody_vouches_for_is_refused(certificate: tuple[Path, Path]) -> None:
    with pytest.raises(FetchError, match="cannot be reached"):
        asked_for(certificate, NAME, is_trusted=False)
