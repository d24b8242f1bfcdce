"""The browser edition's parts: packages, Pyodide's files, pages, and what the start page does.

Notebooks run in it in benchmarks/browser_edition.py, which needs Pyodide, and minutes.
"""

from __future__ import annotations

import ast
import base64
import hashlib
import io
import json
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest

from autograder.course.layout import ASSIGNMENT, HANDED_OUT, RELEASED
from autograder.course.notebooks import released_notebook
from autograder.course.secrets import secret_lines
from autograder.errors import UserError
from autograder.site import edition, pyodide
from autograder.site.pages import STAFF, formula, write_pages
from autograder.site.wheels import Wheel
from tests.accessibility import complaints, lost_to_the_keyboard
from tests.browser import Browser
from tests.browser_edition import Desk, served

pytestmark = [pytest.mark.slow, pytest.mark.browser]


# Packages


def test_the_same_files_make_the_same_wheel_and_others_another_name():
    one, again, other = (Wheel("lab", "1", {"lab/a.py": text}, ("lab",)).packed() for text in (b"1", b"1", b"2"))
    assert one == again
    assert one[0] != other[0]


def test_a_wheel_holds_its_files_with_the_hashes_that_its_record_names():
    name, content = Wheel("lab", "1", {"lab/a.py": b"x = 1\n", "lab/b.npz": b"\0"}, ("lab",)).packed()
    assert re.fullmatch(r"lab-1-0[0-9a-f]{12}-py3-none-any\.whl", name)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        rows = [line.split(",") for line in archive.read("lab-1.dist-info/RECORD").decode().splitlines()]
        assert {row[0] for row in rows} == {*archive.namelist()}
        for path, digest, size in rows[:-1]:
            found = base64.urlsafe_b64encode(hashlib.sha256(archive.read(path)).digest()).rstrip(b"=").decode()
            assert (digest, int(size)) == (f"sha256={found}", len(archive.read(path)))


def test_lab_and_the_data_are_what_is_handed_out():
    lab, data, _ = edition.packages()
    below = {path.relative_to(RELEASED).as_posix() for path in (RELEASED / "lab").rglob("*.py")}
    assert below <= {*lab.files}
    assert all(lab.files[name] == (RELEASED / name).read_bytes() for name in below)
    assert any(name.endswith(".npz") for name in data.files) and not {*lab.files} & {*data.files}


def test_just_the_notebooks_that_read_the_data_import_what_makes_the_browser_load_them():
    """Pyodide finds imports as ast does: `from lab import data` is `lab` to it."""
    for name in HANDED_OUT:
        code = "\n".join(cell.released for cell in released_notebook(name).cells if cell.cell_type == "code")
        found = {node.module for node in ast.walk(ast.parse(code)) if isinstance(node, ast.ImportFrom)}
        assert ("data.fashion_mnist" in code) == (edition.DATA_COMES_WITH in found), name


# Pyodide


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with a Pyodide of two small files, pinned as the real one is."""
    content = {"pyodide.js": b"start", "numpy.whl": b"numpy"}
    hashes = {name: hashlib.sha256(content[name]).hexdigest() for name in content}
    package = {"file_name": "numpy.whl", "sha256": hashes["numpy.whl"]}
    lock = {"info": {"version": "0.0.1"}, "packages": {"numpy": package}}
    monkeypatch.setattr(pyodide, "pinned", lambda: {"core": {"pyodide.js": hashes["pyodide.js"]}, "lock": lock})
    made = tmp_path / "theirs"
    made.mkdir()
    for name, data in content.items():
        (made / name).write_bytes(data)
    (made / "scipy.whl").write_bytes(b"nobody needs it")
    return made


OURS = Wheel("lab", "1", {"lab/a.py": b""}, ("lab",))


def test_of_a_folder_what_is_pinned_is_copied_and_ours_is_added(folder, tmp_path):
    pyodide.install(str(folder), tmp_path / "made", [OURS])
    made = tmp_path / "made"
    file, content = OURS.packed()
    assert {path.name for path in made.iterdir()} == {"pyodide.js", "numpy.whl", "pyodide-lock.json", file}
    lock = json.loads((made / "pyodide-lock.json").read_text())
    assert lock["packages"]["lab"]["sha256"] == hashlib.sha256(content).hexdigest()
    assert lock["packages"]["lab"]["imports"] == ["lab"]


@pytest.mark.parametrize(("change", "why"), [
    (lambda path: path.write_bytes(b"another's"), "numpy.whl has another content"),
    (lambda path: path.unlink(), "numpy.whl: No such file"),
])  # fmt: skip
def test_a_folder_with_another_file_or_without_one_is_refused_by_name(folder, tmp_path, change, why):
    change(folder / "numpy.whl")
    with pytest.raises(UserError, match=r"is not Pyodide 0\.0\.1") as refused:
        pyodide.install(str(folder), tmp_path / "made", [])
    assert why in refused.value.why and "pyodide-0.0.1.tar.bz2" in refused.value.remedy


def test_of_an_address_nothing_is_copied_and_our_packages_are_marked_as_this_sites(folder, tmp_path):
    pyodide.install("https://cdn.example.org/pyodide", tmp_path / "made", [OURS])
    made = tmp_path / "made"
    assert '"https://cdn.example.org/pyodide/"' in (made / "pyodide.js").read_text()
    packages = json.loads((made / "pyodide-lock.json").read_text())["packages"]
    assert [name for name, entry in packages.items() if entry.get("ours")] == ["lab"]
    assert not (made / "numpy.whl").exists()


def test_what_is_pinned_is_whole():
    """Every dependency of a pinned package is pinned, too, and so is what the kernel starts with."""
    packages = pyodide.pinned()["lock"]["packages"]
    needed = {name.lower().replace("_", "-") for entry in packages.values() for name in entry["depends"]}
    assert needed | {"micropip", "ssl", "sqlite3", "jedi", "ipython", "numpy", "matplotlib"} <= {*packages}
    assert all(re.fullmatch("[0-9a-f]{64}", entry["sha256"]) for entry in packages.values())


# The whole of it, with Pyodide from an address


def test_in_the_site_are_the_released_notebooks_byte_for_byte_and_no_other_file_of_the_course(tmp_path, monkeypatch):
    monkeypatch.setattr(edition, "differences", list)  # `release --check` looks, and takes ten seconds for it
    edition.build(tmp_path / "site", "https://cdn.example.org/pyodide/")
    made = tmp_path / "site" / "work"
    assert {path.name for path in (made / "files").rglob("*")} == {f"{name}.ipynb" for name in HANDED_OUT}
    for name in HANDED_OUT:
        assert (made / "files" / f"{name}.ipynb").read_bytes() == (RELEASED / f"{name}.ipynb").read_bytes()
    assert {"lab", "notebooks", "pyodide"} <= {path.name for path in made.iterdir()}


# Pages


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The pages, and the notebooks where the site has them."""
    made = tmp_path_factory.mktemp("site")
    write_pages(made)
    (made / "work" / "files").mkdir(parents=True)
    for name in HANDED_OUT:
        (made / "work" / "files" / f"{name}.ipynb").write_bytes((RELEASED / f"{name}.ipynb").read_bytes())
    return made


class Links(HTMLParser):
    """What a page links to or loads, its ids, and its headings of the first level."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links, self.ids, self.titles = [], set(), 0
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.links += [(tag, found[name]) for name in ("href", "src") if found.get(name)]
        self.ids.add(found.get("id"))
        self.titles += tag == "h1"


def pages(site: Path) -> dict[Path, Links]:
    return {path: Links(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}


def test_there_is_a_page_for_each_notebook_and_document_with_one_title_each(site):
    found = pages(site)
    names = {path.relative_to(site).as_posix() for path in found}
    assert names == {
        "index.html",
        *(f"read/{n}.html" for n in HANDED_OUT),
        *(f"staff/{p}.html" for p in STAFF),
    }
    assert {path.name: page.titles for path, page in found.items() if page.titles != 1} == {}


def test_the_start_page_says_of_every_notebook_how_long_it_takes_and_what_it_is_worth(site):
    facts = re.findall(r'class="facts">(.*?) ·', (site / "index.html").read_text(encoding="utf-8"))
    assert len(facts) == len(HANDED_OUT)
    assert all(re.fullmatch(r"\d+ minutes, (\d+|no) points", found) for found in facts), facts
    hours = sum(int(found.split()[0]) for found in facts if "no points" not in found) / 60
    assert f"about {('five', 'six', 'seven', 'eight')[round(hours) - 5]} hours" in (site / "index.html").read_text(
        "utf-8"
    )


def test_pages_load_nothing_from_elsewhere_and_their_links_lead_somewhere(site):
    for path, page in pages(site).items():
        for tag, link in page.links:
            if link.startswith(("https://", "http://", "mailto:")):
                assert tag == "a", (path, link)
            elif not link.startswith("data:") and "work/" not in link:
                file, _, place = link.partition("#")
                target = (path.parent / file).resolve() if file else path
                assert target.is_file(), (path, link)
                assert not place or place in Links(target.read_text(encoding="utf-8")).ids, (path, link)


def test_no_page_has_a_line_of_a_hidden_check_or_of_a_solution(site):
    for path in site.rglob("*.html"):
        text = re.sub(r"<[^>]*>", "", path.read_text(encoding="utf-8"))
        assert "BEGIN SOLUTION" not in text, path
        assert not {line.strip() for line in text.splitlines()} & secret_lines(), path


@pytest.mark.parametrize("name", HANDED_OUT)
def test_every_formula_of_a_notebook_becomes_mathematics(name, site):
    """No TeX command is left over in what a reader sees; in code there may be one."""
    page = (site / "read" / f"{name}.html").read_text(encoding="utf-8")
    drawn = re.findall(r"<math.*?</math>", page, re.DOTALL)
    assert len(drawn) > 10
    left_over = r"\\|&(?!#?\w+;)|\d+pt"  # a command, a mark between columns, a space between rows
    assert [shown for shown in drawn if re.search(left_over, re.sub(r"<[^>]*>", "", shown))] == []


def test_a_formula_of_several_rows_has_them_and_no_mark_of_tex_between_them():
    for rows in (
        r"{aligned} a &= b \\ &= c, \\[4pt] d &= e \end{aligned}",
        r"{gathered} a \\ b \\[4pt] c \end{gathered}",
    ):
        made = formula(rf"\boxed{{\;\begin{rows}\;}}", block=True)
        assert made.count("<mtr>") == 3 and "pt" not in re.sub("<[^>]*>", "", made)
        assert '<mtable displaystyle="true">' in made


def test_a_sized_fence_is_left_to_mathml():
    assert formula(r"\bigl\lVert v \bigr\rVert").count("&#x02016;") == 2


def test_letters_arrows_and_functions_are_written_as_browsers_draw_them():
    assert "&#x2112;" in formula(r"\mathscr{L}") and "&#x1D5B3;" in formula(r"W^{\mathsf T}")
    assert "<mo>&#x2192;</mo><mpadded>" in formula(r"a \xrightarrow{\;g\;} h")
    assert '<mi>ln</mi><mspace width="0.167em" />' in formula(r"\ln S")
    assert "mspace" not in formula(r"\exp(a)")


def test_a_formula_in_a_text_may_be_broken_before_an_equals_sign_that_stands_in_no_group():
    assert formula("a = b = c").count("<math") == 3
    assert formula("\\sum_{i=1}^m x_i").count("<math") == formula("= b").count("<math") == 1
    assert formula("a = b", block=True).count("<math") == 1


# The start page, with what JupyterLite would have saved

FORGET = """indexedDB.databases().then((all) => Promise.all(all.map(({ name }) => new Promise((done) => {
  indexedDB.deleteDatabase(name).onsuccess = done;
})))).then(() => true)"""

SAVE = """(files) => new Promise((resolve, reject) => {
  const request = indexedDB.open(`JupyterLite Storage - ${new URL("work/", document.baseURI).pathname}`, 2);
  request.onupgradeneeded = () => request.result.createObjectStore("files");
  request.onerror = () => reject(request.error);
  request.onsuccess = () => {
    const store = request.result.transaction("files", "readwrite").objectStore("files");
    for (const [path, file] of Object.entries(files)) store.put(file, path);
    store.transaction.oncomplete = () => { request.result.close(); resolve(true); };
  };
})"""


def model(content, kind="notebook", form="json"):
    return {"content": content, "type": kind, "format": form, "last_modified": "2026-11-20T09:30:00Z"}


@pytest.fixture(scope="module")
def desk(site):
    with served(site) as address, Browser() as browser:
        yield Desk(browser, address)


@pytest.fixture
def begin(desk):
    """Opens the start page with these files saved, and nothing else."""

    def opened(files):
        desk.start_page()
        desk.page.run(FORGET)
        if files:
            desk.page.run(f"({SAVE})({json.dumps(files)})")
        desk.start_page()
        return desk

    return opened


def own(name="01_activations", **changes):
    """A saved notebook: as published, but for the sources of some cells, by id."""
    notebook = json.loads((RELEASED / f"{name}.ipynb").read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        cell["source"] = changes.get(cell["id"], "".join(cell["source"]))
    return notebook


def cell_of(role):
    cells = json.loads((RELEASED / "01_activations.ipynb").read_text(encoding="utf-8"))["cells"]
    return next(cell["id"] for cell in cells if cell["metadata"].get("nbgrader", {}).get(role))


def test_with_nothing_saved_the_page_says_so_and_leaves_the_store_to_jupyterlite(begin):
    tab = begin({}).page
    assert tab.run("document.querySelector('#zips').textContent") == "There is none yet."
    assert tab.run("[...document.querySelectorAll('.state')].every(one => one.textContent === '')")
    assert tab.run("indexedDB.databases().then(all => all.length)") == 0
    assert tab.trouble == []


def test_a_notebook_whose_answers_alone_were_changed_is_saved_and_not_older(begin):
    tab = begin({"01_activations.ipynb": model(own(**{cell_of("solution"): "def logistic(a): return a"}))}).page
    assert tab.run("document.querySelector('.state').textContent").startswith("Saved here")
    assert tab.run("document.querySelectorAll('details').length") == 0


def test_a_saved_notebook_that_is_not_as_published_is_shown_beside_it_and_never_overwritten(begin):
    old = own(**{cell_of("locked"): "of last week"})
    desk = begin({"01_activations.ipynb": model(old)})
    tab = desk.page
    assert "in one place" in tab.run("document.querySelector('[data-notebook] summary').textContent")
    both = tab.run("[...document.querySelectorAll('.beside pre')].map(one => one.textContent)")
    assert both[0] == "of last week" and "import numpy" in both[1]
    for expected in ("01_activations.published.ipynb", "01_activations.published-2.ipynb"):
        tab.run("document.querySelector('details button').click()")
        desk.until("!!document.querySelector('details > a')", 10)
        assert tab.run("document.querySelector('details > a').href").endswith(expected)
        files = tab.run(READ)
        assert files["01_activations.ipynb"]["content"] == old
        published = json.loads((RELEASED / "01_activations.ipynb").read_text(encoding="utf-8"))
        assert files[expected]["content"] == published
        desk.start_page()


READ = """new Promise((resolve) => {
  const request = indexedDB.open(`JupyterLite Storage - ${new URL("work/", document.baseURI).pathname}`);
  request.onsuccess = () => {
    const store = request.result.transaction("files").objectStore("files");
    const [keys, values] = [store.getAllKeys(), store.getAll()];
    store.transaction.oncomplete = () => {
      request.result.close();
      resolve(Object.fromEntries(keys.result.map((key, i) => [key, values.result[i]])));
    };
  };
})"""


def test_all_that_is_saved_can_be_downloaded_as_one_zip(begin, tmp_path):
    packed = base64.b64encode(b"PK\x05\x06\0\xff").decode()
    desk = begin({
        "01_activations.ipynb": model(own()),
        f"{ASSIGNMENT}_ada.zip": model(packed, "file", "base64"),
        "notes.py": model("x = 'η'\n", "file", "text"),
        "folder": {"type": "directory", "content": None},
    })  # fmt: skip
    path = desk.download("#download", tmp_path)
    assert path.name == f"{ASSIGNMENT}-my-work.zip"
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert {*archive.namelist()} == {"01_activations.ipynb", f"{ASSIGNMENT}_ada.zip", "notes.py"}
        assert json.loads(archive.read("01_activations.ipynb")) == own()
        assert archive.read("notes.py").decode() == "x = 'η'\n"
        assert archive.getinfo("notes.py").date_time[:3] == (2026, 11, 20)
    assert desk.download("#zips a", tmp_path).read_bytes() == b"PK\x05\x06\0\xff"


# For everybody


def test_no_page_is_wider_than_a_window_of_320_pixels_and_axe_has_no_complaint(site, desk):
    """axe takes seconds for a notebook: of these it sees the one with the most kinds of things."""
    desk.page.look(320)
    for address in (path.relative_to(site).as_posix() for path in pages(site)):
        desk.page.visit(f"{desk.site}{address}", settle=0)
        assert desk.page.run("document.documentElement.scrollWidth") <= 320, address
        assert desk.page.trouble == [], address
        assert ("read/" in address and "04_" not in address) or complaints(desk.page) == [], address


def test_the_start_page_with_everything_that_it_can_show_is_for_everybody_too(begin):
    zips = {f"{ASSIGNMENT}_ada.zip": model("UEsFBg==", "file", "base64")}
    desk = begin({"01_activations.ipynb": model(own(**{cell_of("locked"): "of last week"}))} | zips)
    desk.page.run("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    for dark, forced in ((False, False), (True, False), (False, True)):
        desk.page.look(320, dark=dark, forced=forced)
        assert desk.page.run("document.documentElement.scrollWidth") <= 320
        assert complaints(desk.page) == []
        assert lost_to_the_keyboard(desk.page) == []
    desk.page.look(1280)
