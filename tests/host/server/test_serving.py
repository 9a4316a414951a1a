"""What the server refuses to start without, and what it tells Excel and its administrator."""

import ssl
import subprocess
import sys
import uuid
from datetime import UTC, datetime
from io import BytesIO
from ipaddress import ip_address
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from lxml import etree
from PIL import Image

from tests.host.server.registers import small
from tests.host.server.served import Server
from tests.host.server.tokens import CLIENT, TENANT
from xlkpi.actions.catalogue import ACTIONS
from xlkpi.errors import SettingsError
from xlkpi.host.server import icon
from xlkpi.host.server.entra import Entra
from xlkpi.host.server.pages import Pages
from xlkpi.host.server.serving import Serving

ENTRA = Entra(TENANT, CLIENT)
URL = "https://kpi.council.example"
RESID = "{http://schemas.microsoft.com/office/officeappbasictypes/1.0}"


@pytest.fixture
def pem(tmp_path: Path) -> Path:
    path = tmp_path / "any.pem"
    path.write_text("-", encoding="utf-8")
    return path


def test_this_computer_alone_needs_nothing() -> None:
    for serving in (
        Serving(),
        Serving(host="::1"),
        Serving(host="localhost"),
        Serving(host="127.0.0.5"),
    ):
        serving.refuse_if_unsafe()
        assert not serving.is_beyond


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "kpi.council.example"])  # noqa: S104
def test_beyond_this_computer_it_needs_all_of_it(host: str, pem: Path) -> None:
    def refusal(**said: object) -> str:
        with pytest.raises(SettingsError) as caught:
            Serving(host=host, **said).refuse_if_unsafe()  # type: ignore[arg-type]
        return str(caught.value)

    tls = {"certificate": pem, "private_key": pem}
    assert "--tenant and --client" in refusal()
    assert "--tenant and --client" in refusal(**tls, url=URL)
    assert "--certificate" in refusal(entra=ENTRA, url=URL)
    assert "--url" in refusal(entra=ENTRA, **tls)
    assert "--url" in refusal(entra=ENTRA, **tls, url="http://kpi.council.example")
    Serving(host=host, entra=ENTRA, url=URL, certificate=pem, private_key=pem).refuse_if_unsafe()


def test_another_server_in_front_of_it_makes_it_reachable_too() -> None:
    with pytest.raises(SettingsError, match="--tenant and --client"):
        Serving(url=URL).refuse_if_unsafe()
    Serving(url=URL, entra=ENTRA).refuse_if_unsafe()
    assert Serving(url=URL).origins >= {URL, "http://127.0.0.1:8000"}
    assert Serving(host="192.168.1.7", url=URL).origins == {URL}


@pytest.mark.parametrize("url", [
    "kpi.council.example", "ftp://kpi.council.example", "https://", "https://a.example/kpi",
    "https://a.example?x=1", "https://me@a.example",
])  # fmt: skip
def test_an_address_is_that_of_a_server(url: str) -> None:
    with pytest.raises(SettingsError, match="expected an address"):
        Serving(url=url, entra=ENTRA).refuse_if_unsafe()


def test_a_certificate_has_its_key_and_both_are_there(pem: Path, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="belong together"):
        Serving(certificate=pem).refuse_if_unsafe()
    with pytest.raises(SettingsError, match="there is no such file"):
        Serving(certificate=pem, private_key=tmp_path / "none").refuse_if_unsafe()


@pytest.mark.parametrize(("options", "key", "told"), [
    (["--host", "0.0.0.0"], "noncommercial", "say who may use it with --tenant and --client"),  # noqa: S104
    (["--tenant", "a"], "noncommercial", "--tenant and --client belong together"),
    (["--register", "nowhere"], "noncommercial", "nowhere"),
    ([], "", "xlwings Server needs a licence key: set XLWINGS_LICENSE_KEY"),
])  # fmt: skip
def test_the_command_says_in_a_line_why_it_does_not_start(
    tmp_path: Path, options: list[str], key: str, told: str
) -> None:
    small(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "xlkpi", "serve", *options],
        cwd=tmp_path / "register", env={"XLWINGS_LICENSE_KEY": key},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip

    assert done.returncode == 1
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("entra", [None, ENTRA])
def test_the_manifest_is_whole_and_our_own(entra: Entra | None) -> None:
    text = Pages(Serving(url=URL, entra=entra), {}).manifest_text()
    root = etree.fromstring(text.encode())
    names = {
        one.get("id"): one.get("DefaultValue") for one in root.iter(f"{RESID}*") if one.get("id")
    }
    wanted = {value for one in root.iter() for value in [one.get("resid")] if value}
    functions = {one.text for one in root.iter("{*}FunctionName")}

    assert uuid.UUID(root.findtext("{*}Id") or "").version == 5
    assert wanted == set(names)
    assert functions == set(ACTIONS)
    assert all(names[f"{one.macro}.Label"] == one.label for one in ACTIONS.values())
    assert all(len(text or "") <= 125 for key, text in names.items() if key and "Label" in key)
    assert all(len(text or "") <= 250 for text in names.values())
    assert not list(root.iter("{*}Namespace"))
    assert "xlwings.org" not in text
    urls = [
        one.get("DefaultValue", "") for one in root.iter() if "://" in one.get("DefaultValue", "")
    ]
    assert all(url.startswith(f"{URL}/") for url in urls)
    assert ("WebApplicationInfo" in text) is (entra is not None)


def addresses(root: etree._Element) -> set[str]:
    """Return every address that a manifest gives to Excel."""
    said = {one.get("DefaultValue", "") for one in root.iter()}
    return {one for one in said if "://" in one}


def test_the_addin_is_the_same_one_tomorrow_and_another_elsewhere() -> None:
    def ident(url: str) -> str | None:
        text = Pages(Serving(url=url), {}).manifest_text()
        return etree.fromstring(text.encode()).findtext("{*}Id")

    assert ident(URL) == ident(URL)
    assert ident(URL) != ident("https://other.example")


def test_every_address_in_the_manifest_is_there(server: Server) -> None:
    root = etree.fromstring(server.get("/manifest.xml").content)
    urls = {
        one.get("DefaultValue", "") for one in root.iter() if "://" in one.get("DefaultValue", "")
    }
    statuses = {url: server.get(url.removeprefix(server.origin)).status_code for url in urls}

    assert len(urls) == 7
    assert set(statuses.values()) == {200}


def test_it_speaks_tls_with_the_certificate_that_it_is_given(tmp_path: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    here = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2120, 1, 1, tzinfo=UTC))
        .add_extension(here, critical=False)
        .sign(key, hashes.SHA256())
    )
    certificate, private = tmp_path / "certificate.pem", tmp_path / "key.pem"
    certificate.write_bytes(made.public_bytes(Encoding.PEM))
    private.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    options = ("--certificate", str(certificate), "--private-key", str(private))
    with Server(small(tmp_path), tmp_path / "log.txt", options) as server:
        trusted = ssl.create_default_context(cafile=str(certificate))
        reply = httpx.get(f"https://127.0.0.1:{server.port}/", verify=trusted, trust_env=False)

        assert reply.json() == {"status": "ok"}
        assert reply.headers["strict-transport-security"]
        assert f"https://127.0.0.1:{server.port}/manifest.xml" in server.told


def test_it_ends_quietly_when_it_is_told_to(tmp_path: Path) -> None:
    with Server(small(tmp_path), tmp_path / "log.txt") as server:
        assert server.get("/").status_code == 200

    assert len(server.told.splitlines()) == 3  # -- where it is, what Excel needs, one request --


@pytest.mark.parametrize("size", icon.SIZES)
def test_the_icon_is_a_picture_of_its_size(size: int) -> None:
    picture = Image.open(BytesIO(icon.png(size)))
    points = {picture.getpixel((x, y)) for x in range(size) for y in range(size)}

    assert picture.size == (size, size)
    assert picture.getpixel((0, 0))[3] < 32  # type: ignore[index]
    assert {(*icon.NAVY, 255), (*icon.GREEN, 255)} <= points
    assert icon.png(size) == icon.png.__wrapped__(size)


def test_the_icon_is_drawn_once_as_lines_too() -> None:
    assert etree.fromstring(icon.svg().encode()).tag.endswith("svg")
