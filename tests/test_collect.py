"""What is read of a submission: regular files within limits, and a note for everything else."""

import os

import pytest

from autograder.errors import UserError
from autograder.grading.collect import CollectLimits, collect, find_students


@pytest.fixture
def student(tmp_path):
    root = tmp_path / "ada" / "backpropagation"
    root.mkdir(parents=True)
    (root / "01_activations.ipynb").write_text("{}")
    return tmp_path / "ada"


def test_files_are_read_by_relative_path(student):
    (student / "backpropagation" / "own").mkdir()
    (student / "backpropagation" / "own" / "helpers.py").write_text("x = 1")
    assert collect("ada", student).files == {"01_activations.ipynb": b"{}", "own/helpers.py": b"x = 1"}


def test_links_are_left_out_and_noted(student, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("the solutions")
    (student / "backpropagation" / "file").symlink_to(secret)
    (student / "backpropagation" / "folder").symlink_to(tmp_path)
    (student / "backpropagation" / "nowhere").symlink_to(tmp_path / "missing")
    found = collect("ada", student)
    assert list(found.files) == ["01_activations.ipynb"]
    assert found.refused == {"file": "a link", "folder": "a link", "nowhere": "a link"}
    assert len(found.notes) == 3


def test_a_pipe_is_not_waited_for(student):
    os.mkfifo(student / "backpropagation" / "02_outputs_and_losses.ipynb")
    found = collect("ada", student)
    assert found.refused == {"02_outputs_and_losses.ipynb": "neither a file nor a folder"}


def test_a_linked_assignment_folder_is_not_entered(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "secret").write_text("x")
    (tmp_path / "eve").mkdir()
    (tmp_path / "eve" / "backpropagation").symlink_to(tmp_path / "real")
    found = collect("eve", tmp_path / "eve")
    assert found.files == {} and "link" in found.notes[0]


def test_what_is_too_big_too_many_or_too_deep_is_left_out(student):
    root = student / "backpropagation"
    (root / "big").write_bytes(b"x" * 101)
    (root / "fits").write_bytes(b"x" * 100)
    for number in range(5):
        (root / f"z{number}").write_text("")
    (root / "a" / "b" / "c").mkdir(parents=True)
    (root / "a" / "b" / "c" / "deep").write_text("")
    found = collect("ada", student, CollectLimits(file_bytes=100, total_bytes=150, files=4, depth=2))
    assert found.refused["big"] == "101 bytes, more than 100 bytes"
    assert found.refused["a/b/c"] == "nested too deeply"
    assert set(found.files) == {"01_activations.ipynb", "fits", "z0", "z1"}
    assert found.refused["z2"] == "more than 4 files"


def test_a_file_that_grows_while_it_is_read_is_left_out(student, monkeypatch):
    growing, look = student / "backpropagation" / "growing", os.fstat
    growing.write_bytes(b"x" * 10)

    def grow_after(descriptor):
        seen = look(descriptor)
        if os.path.samestat(seen, growing.stat()):
            growing.write_bytes(b"x" * 500)
        return seen

    monkeypatch.setattr(os, "fstat", grow_after)
    found = collect("ada", student, CollectLimits(file_bytes=100))
    assert found.refused == {"growing": "grew while it was read, beyond 100 bytes"}


def test_the_courses_notebooks_have_a_limit_of_their_own_and_come_first(student):
    folder = student / "backpropagation"
    (folder / "000_data").write_bytes(b"x" * 90)
    for name in ("02_outputs_and_losses", "03_forward_propagation"):
        (folder / f"{name}.ipynb").write_bytes(b"x" * 120)
    found = collect("ada", student, CollectLimits(notebook_bytes=150, notebooks_bytes=200, file_bytes=100, files=3))
    assert set(found.files) == {"01_activations.ipynb", "02_outputs_and_losses.ipynb", "000_data"}
    assert "more than" in found.refused["03_forward_propagation.ipynb"]


def test_folders_are_not_walked_for_ever(student):
    for number in range(30):
        (student / "backpropagation" / "many" / f"{number}").mkdir(parents=True)
    found = collect("ada", student, CollectLimits(entries=10))
    assert list(found.files) == ["01_activations.ipynb"]
    assert found.notes == ["there are more than 10 files and folders: the rest was not looked at"]


@pytest.mark.parametrize("name", ["张伟", "علی\u200cرضا", "👩\u200d🔬", "Mary\xa0Ann", "-rf", "O'Neil", "x" * 128])
def test_a_name_in_any_script_is_a_name(tmp_path, name):
    (tmp_path / name / "backpropagation").mkdir(parents=True)
    assert find_students(tmp_path) == ({name: tmp_path / name}, [], {})


@pytest.mark.parametrize(
    "folder, name",
    [
        (b"a\nb", "a\\x0ab"),
        (b"\x1b[31m", "\\x1b[31m"),
        (b"Jos\xe9", "Jos\\xe9"),
        ("\u202e".encode(), "\\u202e"),
        (b'"<b>', "”‹b›"),
    ],
)
def test_a_folder_whose_name_cannot_be_used_is_called_otherwise(tmp_path, folder, name):
    path = tmp_path / os.fsdecode(folder)
    (path / "backpropagation").mkdir(parents=True)
    students, notes, _ = find_students(tmp_path)
    assert students == {name: path}
    assert notes == [f"{name}: called so here, since the folder's own name can't be used"]


def test_two_folders_never_share_a_name(tmp_path):
    for folder in ("a\nb", "a\\x0ab"):
        (tmp_path / folder / "backpropagation").mkdir(parents=True)
    students, _, passed = find_students(tmp_path)
    assert len(students) == 1 and "another folder goes by this name" in "".join(passed.values())


def test_names_that_no_terminal_should_see_are_left_out(student):
    root = os.fsencode(student / "backpropagation")
    for name in (b"\xff\xfe", b"a\nb", b"\x1b[31mred", b"back\\slash"):
        os.close(os.open(root + b"/" + name, os.O_CREAT))
    found = collect("ada", student)
    assert list(found.files) == ["01_activations.ipynb"]
    assert len(found.refused) == 4
    assert all(note.isprintable() for note in found.notes)


def test_what_tools_leave_behind_is_not_worth_a_note(student):
    (student / "backpropagation" / ".ipynb_checkpoints").mkdir()
    (student / "backpropagation" / ".ipynb_checkpoints" / "x.ipynb").write_text("")
    found = collect("ada", student)
    assert list(found.files) == ["01_activations.ipynb"] and found.notes == []


def test_students_are_found_sorted_and_others_are_noted(tmp_path):
    for name in ("zoe", "ada"):
        (tmp_path / name / "backpropagation").mkdir(parents=True)
    (tmp_path / "notes").mkdir()
    (tmp_path / ".git").mkdir()
    (tmp_path / "list.csv").write_text("")
    students, notes, passed = find_students(tmp_path)
    assert list(students) == ["ada", "zoe"] and notes == []
    assert passed == {"notes": "there is no folder backpropagation/ in it"}


def test_a_folder_that_holds_no_submissions_says_what_was_expected(tmp_path):
    (tmp_path / "01_activations.ipynb").write_text("{}")
    with pytest.raises(UserError) as told:
        find_students(tmp_path)
    assert "holds no submissions" in told.value.what
    assert "01_activations.ipynb" in told.value.why
    assert "<student>/backpropagation/" in told.value.remedy


@pytest.mark.parametrize("kind", ["missing", "file", "empty"])
def test_a_folder_that_is_none_is_named(tmp_path, kind):
    path = tmp_path / "submitted"
    if kind == "file":
        path.write_text("")
    if kind == "empty":
        path.mkdir()
    with pytest.raises(UserError) as told:
        find_students(path)
    assert str(path) in told.value.what and told.value.remedy


def test_a_folder_that_becomes_a_link_while_it_is_read_leads_nowhere_else(student, tmp_path, monkeypatch):
    """Between the look at a name and its opening, a student's program may put a link to a neighbour there."""
    (tmp_path / "neighbour").mkdir()
    (tmp_path / "neighbour" / "secret.txt").write_text("secret")
    inner = student / "backpropagation" / "inner"
    inner.mkdir()
    (inner / "own.txt").write_text("own")
    opened = os.open

    def swap_then_open(name, flags, mode=0o777, *, dir_fd=None):
        if name == "inner" and not inner.is_symlink():
            inner.rename(student / "moved")
            inner.symlink_to(tmp_path / "neighbour")
        return opened(name, flags, mode, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", swap_then_open)
    found = collect("eve", student)
    assert inner.is_symlink() and not [path for path in found.files if path.startswith("inner")]
    assert "can't be read" in found.refused["inner"]


def test_a_file_that_becomes_a_link_while_it_is_read_leads_nowhere_else(student, tmp_path, monkeypatch):
    (tmp_path / "secret.txt").write_text("secret")
    own = student / "backpropagation" / "own.txt"
    own.write_text("own")
    opened = os.open

    def swap_then_open(name, flags, mode=0o777, *, dir_fd=None):
        if name == "own.txt" and not own.is_symlink():
            own.unlink()
            own.symlink_to(tmp_path / "secret.txt")
        return opened(name, flags, mode, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", swap_then_open)
    found = collect("eve", student)
    assert own.is_symlink() and "own.txt" not in found.files
    assert "can't be read" in found.refused["own.txt"]


def test_a_folder_above_that_becomes_a_link_later_changes_nothing(student, tmp_path, monkeypatch):
    """What has been opened is read to its end, wherever its name has come to lead."""
    (tmp_path / "neighbour").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "neighbour" / name).write_text("secret")
    inner = student / "backpropagation" / "inner"
    inner.mkdir()
    for name in ("a.txt", "b.txt"):
        (inner / name).write_text("own")
    opened = os.open

    def open_then_swap(name, flags, mode=0o777, *, dir_fd=None):
        descriptor = opened(name, flags, mode, dir_fd=dir_fd)
        if name == "a.txt":
            inner.rename(student / "moved")
            inner.symlink_to(tmp_path / "neighbour")
        return descriptor

    monkeypatch.setattr(os, "open", open_then_swap)
    found = collect("eve", student)
    assert {path: data for path, data in found.files.items() if path.startswith("inner")} == {
        "inner/a.txt": b"own",
        "inner/b.txt": b"own",
    }
