"""The images: all there, as described, found from any folder of the course, and a clear word when they are damaged."""

import gzip
import importlib.util
import shutil
import struct
import subprocess
import zipfile
from pathlib import Path

import numpy as np
import pytest
from lab import data

from autograder.backpropagation import images
from autograder.course.layout import DATA

pytestmark = pytest.mark.slow

FOLDER = DATA / "fashion_mnist"
NPZ = FOLDER / "fashion_mnist.npz"
PACKAGE = Path("/usr/share/datasets/fashion-mnist")


@pytest.fixture(scope="module")
def make_npz():
    """The script that made the archive, as a module."""
    spec = importlib.util.spec_from_file_location("make_npz", FOLDER / "make_npz.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def course(tmp_path, monkeypatch):
    """An empty course folder whose notebooks are the current folder; lab's own folder leads nowhere."""
    notebooks = tmp_path / "notebooks" / "backpropagation"
    notebooks.mkdir(parents=True)
    (tmp_path / data.FILE).parent.mkdir(parents=True)
    monkeypatch.chdir(notebooks)
    monkeypatch.setattr(data, "__file__", str(notebooks / "lab" / "data.py"))
    return tmp_path


def test_there_are_sixty_thousand_images_to_train_on_and_ten_thousand_to_test_on():
    X_train, y_train, X_test, y_test, names = data.fashion_mnist()
    assert (X_train.shape, X_test.shape) == ((784, 60_000), (784, 10_000))
    assert X_train.dtype == X_test.dtype == np.float32
    assert (X_train.min(), X_train.max(), X_test.min(), X_test.max()) == (0, 1, 0, 1)
    assert y_train.dtype == y_test.dtype == np.int64
    assert np.bincount(y_train).tolist() == [6_000] * 10
    assert np.bincount(y_test).tolist() == [1_000] * 10
    assert len(names) == 10
    assert names[9] == "Ankle boot"


def test_an_image_is_one_stretch_of_memory_so_that_columns_are_quick_to_choose():
    assert data.fashion_mnist().X_train.flags.f_contiguous


def test_the_test_images_can_be_had_alone():
    X, y = data.fashion_mnist_test()
    assert X is data.fashion_mnist().X_test
    assert y is data.fashion_mnist().y_test


def test_nobody_can_spoil_the_images_for_the_next_cell():
    X_train, y_train, *_ = data.fashion_mnist()
    for array in (X_train, X_train.T, X_train.base, y_train):
        with pytest.raises(ValueError, match="read-only"):
            array += 1
    X_train[:, :3].copy()[0, 0] = 5


def test_the_spiral_can_be_had_from_the_same_place():
    X, y = data.spiral(classes=3, per_class=5, rng=np.random.default_rng(1))
    assert (X.shape, y.shape) == ((2, 15), (15,))


def test_the_file_is_found_in_any_folder_above_the_current_one(course, monkeypatch):
    shutil.copy(NPZ, course / data.FILE)
    deep = course / "notebooks" / "backpropagation" / "a" / "b"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    assert data._find() == course / data.FILE


def test_the_file_is_found_from_where_lab_is_when_the_current_folder_is_elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert data._find() == NPZ


def test_the_search_goes_up_to_the_root():
    assert list(data._folders()).count(Path("/")) == 2  # from the current folder, and from lab's


def test_a_missing_file_is_named_with_what_to_do(course):
    with pytest.raises(data.DataError, match=r"data/fashion_mnist/fashion_mnist\.npz \(in a clone") as raised:
        data.fashion_mnist()
    assert str(course / "notebooks") in str(raised.value)
    assert "git checkout -- data" in str(raised.value)


def _flip_a_byte(content):
    return content[:5_000_000] + bytes([content[5_000_000] ^ 1]) + content[5_000_001:]


DAMAGE = {
    "cut short": lambda content: content[:1_000_000],
    "one bit flipped": _flip_a_byte,
    "empty": lambda content: b"",
    "a pointer of Git LFS": lambda content: (
        b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 30611409\n"
    ),
    "a web page": lambda content: b"<!DOCTYPE html><html>404</html>",
}


@pytest.mark.parametrize("sums", [True, False], ids=["with SHA256SUMS", "without"])
@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_is_named_with_what_to_do(damage, sums, course):
    path = course / data.FILE
    path.write_bytes(DAMAGE[damage](NPZ.read_bytes()))
    if sums:
        shutil.copy(FOLDER / "SHA256SUMS", path.parent)
    with pytest.raises(data.DataError) as raised:
        data.fashion_mnist()
    assert str(path) in str(raised.value)
    assert "is damaged" in str(raised.value)
    assert "make_npz.py" in str(raised.value)


def test_an_archive_of_other_arrays_is_named_with_what_is_wrong(course):
    arrays = {name: np.zeros(shape[1:], np.uint8) for name, shape in data._SHAPES.items()}
    np.savez(course / data.FILE, **arrays)
    with pytest.raises(data.DataError, match=r"images_train is uint8 of shape \(28, 28\)"):
        data.fashion_mnist()


def test_an_archive_without_one_of_the_arrays_is_damaged(course):
    np.savez(course / data.FILE, images_train=np.zeros(3))
    with pytest.raises(data.DataError, match="labels_train"):
        data.fashion_mnist()


def test_an_archive_with_pickled_objects_is_never_unpickled(course):
    arrays = dict.fromkeys(data._SHAPES, np.array([print], dtype=object))
    np.savez(course / data.FILE, **arrays)
    with pytest.raises(data.DataError, match="is damaged"):
        data.fashion_mnist()


def test_the_checksum_is_that_of_the_committed_file():
    result = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=FOLDER, capture_output=True, text=True, check=False)
    assert result.stdout == "fashion_mnist.npz: OK\n"


def test_origin_and_licence_are_told():
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert "https://github.com/zalandoresearch/fashion-mnist" in text
    assert "Permission is hereby granted, free of charge" in text


@pytest.mark.skipif(not PACKAGE.is_dir(), reason="needs Debian's package dataset-fashion-mnist")
def test_the_archive_holds_the_package_s_images(make_npz):
    with np.load(NPZ) as archive:
        for name, file in make_npz.MEMBERS.items():
            assert np.array_equal(archive[name], make_npz.read_idx(PACKAGE / file)), name


def _small_package(folder):
    """Four IDX files of three tiny images and their labels, as the package has them."""
    folder.mkdir()
    images = struct.pack(">4B3I", 0, 0, 8, 3, 3, 2, 2) + bytes(range(12))
    labels = struct.pack(">4BI", 0, 0, 8, 1, 3) + bytes([7, 0, 9])
    for name in ("train", "t10k"):
        (folder / f"{name}-images-idx3-ubyte.gz").write_bytes(gzip.compress(images))
        (folder / f"{name}-labels-idx1-ubyte.gz").write_bytes(gzip.compress(labels))
    return folder


def test_the_script_makes_the_same_bytes_each_time(make_npz, tmp_path):
    source = _small_package(tmp_path / "source")
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        made.append(make_npz.make(source, tmp_path / name).read_bytes())
    assert made[0] == made[1]
    with np.load(tmp_path / "one" / make_npz.NAME) as archive:
        assert archive["images_train"].tolist() == np.arange(12).reshape(3, 2, 2).tolist()
        assert archive["labels_test"].tolist() == [7, 0, 9]
    dates = {info.date_time for info in zipfile.ZipFile(tmp_path / "one" / make_npz.NAME).infolist()}
    assert dates == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("content", [b"", b"\0\0\x08\x01\0\0\0\x05abc", b"\0\0\x0d\x01\0\0\0\0", b"\0\0\x08\x03\0\0"])
def test_the_script_refuses_what_is_no_whole_idx_file(content, make_npz, tmp_path):
    path = tmp_path / "some.gz"
    path.write_bytes(gzip.compress(content))
    with pytest.raises(ValueError, match=r"some\.gz is not an IDX file"):
        make_npz.read_idx(path)


@pytest.fixture
def unpacked(course, monkeypatch):
    """The course with its data, unpacked by the grader; the folder with what was unpacked."""
    for name in (NPZ.name, "SHA256SUMS"):
        shutil.copy(FOLDER / name, course / data.FILE.parent / name)
    monkeypatch.setattr(images, "_ARCHIVE", course / data.FILE)
    images.unpack_images()
    return data.unpacked_folder(course / data.FILE)


def test_the_images_unpacked_by_the_grader_are_those_of_the_archive(unpacked, course):
    from_files = data.fashion_mnist()
    assert from_files.X_test.shape == (784, 10_000)
    assert isinstance(from_files.X_train.base.base, np.memmap)
    for half, (X, y) in {"train": from_files[:2], "test": from_files[2:4]}.items():
        expected_X, expected_y = data.read_half(course / data.FILE, half)
        assert np.array_equal(X, expected_X)
        assert np.array_equal(y, expected_y)
        assert (X.dtype, y.dtype, X.flags.f_contiguous) == (expected_X.dtype, expected_y.dtype, True)
        for array in (X, X.T, X.base, y):
            with pytest.raises(ValueError, match="read-only"):
                array += 1


def test_what_was_unpacked_from_another_archive_is_not_used(unpacked, course):
    sums = course / data.FILE.parent / "SHA256SUMS"
    sums.write_text("0" * 64 + "  fashion_mnist.npz\n")
    other = data.unpacked_folder(course / data.FILE)
    assert other != unpacked
    assert not other.exists()


def test_a_damaged_folder_of_unpacked_images_is_named_with_what_to_do(unpacked):
    (unpacked / "images_train.npy").write_bytes(b"")
    with pytest.raises(data.DataError, match=f"{unpacked.name} is damaged.*Delete that folder"):
        data.fashion_mnist()


def test_unpacking_leaves_nothing_behind_where_it_fails(course, monkeypatch):
    (course / data.FILE).write_bytes(b"no archive")
    shutil.copy(FOLDER / "SHA256SUMS", course / data.FILE.parent)
    monkeypatch.setattr(images, "_ARCHIVE", course / data.FILE)
    images.unpack_images()
    assert [path.name for path in (course / data.FILE.parent / "unpacked").iterdir()] == [".lock"]
