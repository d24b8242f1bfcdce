"""What a student may pack into a zip to harm whoever collects: each gets a clear error, and others are collected."""

from __future__ import annotations

import io
import resource
import struct
import zipfile
import zlib

import pytest

from autograder.lms import archive
from autograder.lms.archive import RefusedError, open_inner_zip, safe_path
from autograder.lms.collecting import collect_sources
from tests.test_lms_collect import content, there, zipped

pytestmark = pytest.mark.sandbox  # takes seconds
ONE = "01_activations.ipynb"


def with_entry(name: str, data: bytes = b"x", **fields: object) -> bytes:
    """A student's zip: a notebook, and an entry with this name and these fields."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr(ONE, content("01"))
        info = zipfile.ZipInfo("odd.py")
        info.filename = info.orig_filename = name
        for field, value in fields.items():
            setattr(info, field, value)
        packed.writestr(info, data)
    return made.getvalue()


def encrypted() -> bytes:
    """As an archiver marks it: bit 0 of the flags, in the entry and in the list."""
    plain = bytearray(with_entry("secret.py"))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = plain.rindex(signature)
        plain[at + offset] |= 1
    return bytes(plain)


def lying_about_its_size() -> bytes:
    """Says that it is one byte, and unpacks to 40 MB."""
    bomb = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = bomb.compress(b"0" * 40_000_000) + bomb.flush()
    data = bytearray(with_entry("bomb.py", packed))
    for signature, method, size in ((b"PK\x03\x04", 8, 22), (b"PK\x01\x02", 10, 24)):
        at = data.rindex(signature)
        data[at + method : at + method + 2] = struct.pack("<H", 8)
        data[at + size : at + size + 4] = struct.pack("<I", 1)
    return bytes(data)


def packed_in_another_way() -> bytes:
    """LZMA, whose header may ask for 4 GB of memory to unpack a byte."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr(ONE, content("01"))
        packed.writestr("odd.py", b"x", zipfile.ZIP_LZMA)
    return made.getvalue()


def bomb(size: int = 600_000_000) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(ONE, content("01"))
        with packed.open("bomb.ipynb", "w", force_zip64=True) as file:
            for _ in range(size // 1_000_000):
                file.write(b" " * 1_000_000)
    return made.getvalue()


HOSTILE = {
    "leads_up": (with_entry("../../evil.py"), "a name with '..'"),
    "leads_up_backwards": (with_entry("..\\..\\evil.py"), "a name with '..'"),
    "absolute": (with_entry("/etc/cron.d/evil"), "an absolute name"),
    "drive": (with_entry("C:\\evil.py"), "an absolute name"),
    "no_name": (with_entry(""), "a name that can't be used"),
    "control_characters": (with_entry("a\x1b[2Jb.py"), "characters that are no text"),
    "too_long": (with_entry("a" * 300 + ".py"), "a name that is too long"),
    "too_deep": (with_entry("a/" * 40 + "b.py"), "nested more than 16 folders"),
    "link": (with_entry("link.py", b"/etc", create_system=3, external_attr=0o120777 << 16), "a link, not a file"),
    "device": (with_entry("dev.py", create_system=3, external_attr=0o020666 << 16), "neither a file nor a folder"),
    "encrypted": (encrypted(), "encrypted: it can't be read without a password"),
    "another_method": (packed_in_another_way(), "packed in a way that is not read here (method 14)"),
    "bomb": (bomb, "unpacked, more than"),
    "lying_about_its_size": (lying_about_its_size, "damaged in the zip"),
    "zip_in_zip": (zipped({ONE: "01", "more.zip": zipped({"02.ipynb": "02"})}), "a zip within a zip"),
    "twice": (lambda: with_entry(ONE), "a second file of this name"),
}  # fmt: skip


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_zip_gets_a_clear_error_and_its_good_files_are_taken(name, tmp_path):
    data, why = HOSTILE[name]
    data = data if isinstance(data, bytes) else data()
    source = tmp_path / "class"
    source.mkdir()
    (source / "eve.zip").write_bytes(data)
    (source / "ada.zip").write_bytes(zipped({ONE: "01"}))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    report = collect_sources([source], tmp_path / "submitted")
    assert there(tmp_path / "submitted") == {"ada": {"01"}, "eve": {"01"}}
    assert len(report.problems) == 1 and why in report.problems[0][1], report.problems
    assert "\x1b" not in report.problems[0][0]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 400_000, "KB of memory"
    written = {path.relative_to(tmp_path).parts[0] for path in tmp_path.rglob("*")}
    assert written == {"class", "submitted"}, "nothing was written elsewhere"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"PK\x03\x04 and no more", "no zip that can be read, or cut off"),
        (b"Rar!\x1a\x07\x00", "no zip that can be read, or cut off"),
        (b"", "no zip that can be read, or cut off"),
        (b"PK\x01\x02" * 30_000, "lists more than 20,000 files"),
    ],
)
def test_what_is_no_zip_at_all_costs_that_student_only(data, why, tmp_path):
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "eve.zip").write_bytes(data)
    (tmp_path / "class" / "ada.zip").write_bytes(zipped({ONE: "01"}))
    report = collect_sources([tmp_path / "class"], tmp_path / "submitted")
    assert set(there(tmp_path / "submitted")) == {"ada"}
    assert any(file == "class: eve.zip" and why in said for file, said in report.problems)


def test_a_zip_of_many_large_files_stops_at_what_one_student_may_take(tmp_path, monkeypatch):
    monkeypatch.setattr("autograder.lms.incoming.TOTAL_BYTES", 3_000_000)
    (tmp_path / "class").mkdir()
    many = {ONE: "01"} | {f"data{i}.csv": b"1" * 1_000_000 for i in range(5)}
    (tmp_path / "class" / "eve.zip").write_bytes(zipped(many))
    report = collect_sources([tmp_path / "class"], tmp_path / "submitted")
    assert len(report.problems) == 3 and all("more than" in why for _, why in report.problems)


def test_links_in_a_folder_are_not_followed(tmp_path):
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "02_outputs_and_losses.ipynb").write_bytes(content("02"))
    eve = tmp_path / "class" / "eve"
    eve.mkdir(parents=True)
    (eve / ONE).write_bytes(content("01"))
    (eve / "02_outputs_and_losses.ipynb").symlink_to(tmp_path / "secret" / "02_outputs_and_losses.ipynb")
    (eve / "more").symlink_to(tmp_path / "secret")
    report = collect_sources([tmp_path / "class"], tmp_path / "submitted")
    assert there(tmp_path / "submitted") == {"eve": {"01"}}
    assert [why for _, why in report.problems] == ["not taken: a link, not a file"] * 2


def test_a_folder_name_that_nobody_could_use_is_refused(tmp_path):
    source = tmp_path / "x.zip"
    source.write_bytes(
        zipped({"backpropagation_..zip": zipped({ONE: "01"}), "backpropagation_.hidden.zip": zipped({ONE: "01"})})
    )
    report = collect_sources([source], tmp_path / "submitted")
    assert not there(tmp_path / "submitted")
    assert len(report.problems) == 2 and all("no name for a folder" in why for _, why in report.problems)


@pytest.mark.parametrize("name", ["a//b", "a/./b", "a\\b"])
def test_a_name_that_is_only_written_oddly_is_understood(name):
    assert safe_path(name) == "a/b"


def test_one_byte_more_than_the_limit_is_too_much():
    with open_inner_zip(zipped({"a.py": b"12345"})) as files:
        assert files.items[0].read(5) == b"12345"
        with pytest.raises(RefusedError, match="5 bytes unpacked, more than 4 bytes"):
            files.items[0].read(4)
    assert archive.kind_of(b"%PDF-1.4") == "a PDF"
