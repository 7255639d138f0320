"""Reading the TOML files, a catalog's own over ours, and what is said when one is wrong."""

import runpy
import tomllib
from pathlib import Path

import msgspec
import pytest

from catalog.agencies import load, load_agencies
from catalog.errors import CatalogError

AFP = (load.DATA / "afp.toml").read_text(encoding="utf-8")
OWN = """
id = "harbour-wire"
name = "HARBOUR WIRE"
full_name = "Harbour Wire"
kind = "wire"
sources = ["https://example.org/style"]
checked = "2026-01-15"
names = [{ text = "Harbour Wire", canonical = true }]
"""


def test_the_shipped_agencies_are_loaded_once() -> None:
    assert load_agencies() is load_agencies()
    assert len(load_agencies()) >= 120


def test_an_overlay_replaces_an_agency_and_adds_another(tmp_path: Path) -> None:
    (tmp_path / "harbour-wire.toml").write_text(OWN)
    (tmp_path / "afp.toml").write_text(
        OWN.replace("harbour-wire", "afp")
        .replace("Harbour Wire", "Our AFP")
        .replace("HARBOUR WIRE", "OUR AFP")
    )
    agencies = load_agencies(tmp_path)

    assert agencies.get("harbour-wire") is not None
    assert [agency.id for agency in agencies.lookup("our afp")] == ["afp"]
    assert agencies.lookup("Agence France-Presse") == ()
    assert len(agencies) == len(load_agencies()) + 1


def test_a_missing_overlay_adds_nothing(tmp_path: Path) -> None:
    assert load_agencies(tmp_path / "none") is load_agencies()


@pytest.mark.parametrize(
    ("was", "becomes", "where", "reason"),
    [
        ('kind = "wire"', 'kind = "wires"', "kind", "Invalid enum value 'wires'"),
        ("checked", "chekced", "chekced", "unknown field"),
        ('country = "FR"', 'country = "France"', "country", "matching regex"),
        ("canonical = true", 'canonical = "yes"', "names[0].canonical", "Expected `bool`, got `str`"),
        ('text = "AFP"', 'txt = "AFP"', "names[0]: txt", "unknown field `txt`"),
        ('text = "AFP", ', "", "names[0]: text", "missing required field `text`"),
        ('text = "AFP"', 'text = ""', "names[0].text", "length >= 1"),
        (", canonical = true", "", "names: canonical", "is true for 0 names"),
        (
            '"Agence France-Presse" }',
            '"Agence", canonical = true }',
            "names: canonical",
            "is true for 2 names",
        ),
        ('name = "AFP"', 'name = "Afp"', "name", "canonical spelling in capitals"),
        ('id = "afp"', 'id = "afq"', "id", "the file is called afp.toml"),
        (
            'text = "AFP"',
            'text = "AFP", from = "2010", until = "2001"',
            "names[0]: until",
            "2001 lies before from, 2010",
        ),
        ("$creator", "$photographer", "credit_forms[0]: template", "unknown variable $photographer"),
        ('id = "afp"', 'id = "afp', "", "is no TOML"),
    ],
)
def test_an_error_names_file_table_and_key(
    tmp_path: Path, was: str, becomes: str, where: str, reason: str
) -> None:
    path = tmp_path / "afp.toml"
    assert was in AFP
    path.write_text(AFP.replace(was, becomes, 1), encoding="utf-8")

    with pytest.raises(CatalogError) as caught:
        load_agencies(tmp_path)

    assert caught.value.where == (f"{path}: {where}" if where else str(path))
    assert reason in caught.value.reason
    assert "\n" not in str(caught.value)


def test_a_file_that_is_no_text_or_no_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "bytes.toml").write_bytes(b"id = '\xff'")
    with pytest.raises(CatalogError, match="is no TOML"):
        load_agencies(tmp_path)
    (tmp_path / "a.toml").mkdir()
    with pytest.raises(CatalogError, match=r"a\.toml: Is a directory"):
        load_agencies(tmp_path)


def test_the_compiled_agencies_equal_the_toml_files() -> None:
    """Run `python -m catalog.agencies` after a change of the TOML files."""
    files = load._read(load.DATA)

    assert load._compiled(load._checksum(files)) == tuple(load._parse(files))


def test_compiled_agencies_of_other_files_are_not_used(tmp_path: Path) -> None:
    target = tmp_path / "compiled.msgpack"
    load.compile_agencies(target)
    checksum = load._checksum(load._read(load.DATA))

    assert load._compiled(checksum, target) == tuple(load_agencies())
    assert load._compiled(checksum + 1, target) == ()
    target.write_bytes(b"\x00")
    assert load._compiled(checksum, target) == ()
    target.unlink()
    assert load._compiled(checksum, target) == ()


def test_without_the_compiled_file_the_toml_files_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "_compiled", lambda _checksum: ())

    assert list(load._shipped.__wrapped__()) == list(load_agencies())


def test_the_module_writes_the_compiled_file(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    monkeypatch.setattr(load, "compile_agencies", lambda: calls.append("written"))

    runpy.run_module("catalog.agencies", run_name="__main__")

    assert calls == ["written"]


def test_a_record_survives_the_way_to_toml_and_back() -> None:
    afp = load_agencies().get("afp")

    assert msgspec.to_builtins(afp, builtin_types=()) == msgspec.to_builtins(
        msgspec.convert(tomllib.loads(AFP), type(afp))
    )
