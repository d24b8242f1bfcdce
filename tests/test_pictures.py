"""Pictures pasted into texts: small ones stay, large ones are made smaller, whatever can't be shown becomes words."""

from __future__ import annotations

import base64
import io
import json
import tracemalloc

import numpy as np
import pytest
from PIL import Image

from autograder.grading.collect import Collected
from autograder.grading.prepare import prepare
from autograder.grading.reading import read_cells
from autograder.pictures import NoPictureError, Room, apart, kept
from tests.text_pages import PNG, as_the_formgrader_shows

NAME = "01_activations"


def photo(width, height, kind="JPEG", **options):
    """A picture that does not compress well, as photographs don't."""
    pixels = np.random.default_rng(0).integers(0, 256, (height, width, 3), dtype=np.uint8)
    made = io.BytesIO()
    Image.fromarray(pixels).save(made, kind, **options)
    return base64.b64encode(made.getvalue()).decode()


def opened(bundle):
    ((kind, stored),) = bundle.items()
    return kind, Image.open(io.BytesIO(base64.b64decode(stored)))


def prepared(source, attachments):
    """The last text cell of a notebook with this text in it, as it was prepared, and the notes on it."""
    cell = {"cell_type": "markdown", "id": "x", "metadata": {}, "source": source, "attachments": attachments}
    data = json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()
    made = prepare(Collected("ada", {f"{NAME}.ipynb": data})).notebooks[NAME]
    return next(one for one in made.notebook.cells if one.id.startswith("own-")), made.notes


def test_a_small_picture_stays_byte_for_byte():
    room = Room()
    assert kept({"image/png": PNG}, room) == {"image/png": PNG}
    assert room.notes == []


@pytest.fixture(scope="module")
def large():
    """A photograph of 13 MB."""
    made = photo(4000, 3000, quality=95)
    assert len(made) > 13_000_000
    return made


def test_a_pasted_photograph_of_13_megabytes_is_shown_smaller_and_the_ta_is_told(large):
    cell, notes = prepared("My sketch: ![sketch](attachment:IMG_1.jpg)", {"IMG_1.jpg": {"image/jpeg": large}})
    kind, picture = opened(cell.attachments["picture-1.jpeg"])
    assert kind == "image/jpeg" and picture.size == (1600, 1200)
    assert len(cell.attachments["picture-1.jpeg"][kind]) < 2_000_000
    assert '<img src="data:image/jpeg;base64,' in as_the_formgrader_shows(cell.source, cell.attachments)
    assert any("4,000 × 3,000 pixels" in note and "stored smaller" in note for note in notes)


def test_a_photograph_in_the_text_itself_is_shown_smaller(large):
    cell, _ = prepared(f"![sketch](data:image/jpeg;base64,{large}) so there", {})
    assert opened(cell.attachments["picture-1.jpeg"])[1].size == (1600, 1200)
    assert cell.source.endswith("so there")


def test_more_pictures_than_a_page_can_bear_become_words(large):
    attachments = {f"{n}.jpg": {"image/jpeg": large} for n in range(3)}
    cell, _ = prepared(" ".join(f"![p{n}](attachment:{n}.jpg)" for n in range(3)), attachments)
    assert "p0" in cell.source and "it is too large" in cell.source
    assert all(f"p{n}" in cell.source for n in range(3))


def test_what_has_few_colours_stays_sharp_and_see_through():
    made = io.BytesIO()
    Image.new("RGBA", (5000, 3000), (255, 0, 0, 0)).save(made, "PNG")
    kind, picture = opened(kept({"image/png": base64.b64encode(made.getvalue()).decode()}, Room()))
    assert kind == "image/png" and picture.convert("RGBA").getpixel((0, 0))[3] == 0


def test_of_a_picture_that_moves_the_first_frame_is_shown():
    made = io.BytesIO()
    frames = [Image.new("L", (50, 50), grey) for grey in (0, 80, 160)]
    frames[0].save(made, "GIF", save_all=True, append_images=frames[1:])
    room = Room()
    kind, picture = opened(kept({"image/gif": base64.b64encode(made.getvalue()).decode()}, room))
    assert kind == "image/png" and not getattr(picture, "is_animated", False)
    assert "moved" in room.notes[0]


@pytest.mark.parametrize(
    ("bundle", "why"),
    [
        ({"image/svg+xml": "PHN2Zy8+"}, "neither PNG, JPEG nor GIF"),
        ({"text/html": "<script>"}, "neither PNG, JPEG nor GIF"),
        ({}, "too large"),
        ({"image/png": "no base64!"}, "not base64"),
        ({"image/png": "PHN2Zy8+"}, "no PNG"),
        ({"image/jpeg": PNG}, "no JPEG"),
        ({"image/png": PNG[:-40], "image/svg+xml": "x"}, ""),
    ],
)
def test_what_is_no_picture_becomes_words(bundle, why):
    try:
        kept(bundle, Room())
    except NoPictureError as error:
        assert why and why in str(error)
    else:
        assert not why


@pytest.mark.parametrize(("side", "why"), [(15_000, "too many pixels"), (8_000, "8,000 × 8,000 pixels")])
def test_a_bomb_is_never_unpacked(side, why):
    """A square of one colour: 15,000 by 15,000 pixels are 30 kB."""
    made = io.BytesIO()
    Image.new("1", (side, side)).save(made, "PNG")
    bundle = {"image/png": base64.b64encode(made.getvalue()).decode()}
    del made
    tracemalloc.start()
    with pytest.raises(NoPictureError, match=why):
        kept(bundle, Room())
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def test_a_thousand_pictures_cost_no_more_than_their_room():
    made = io.BytesIO()
    Image.new("1", (4000, 2900)).save(made, "PNG")
    bundle, room, shown = {"image/png": base64.b64encode(made.getvalue()).decode()}, Room(), 0
    for _ in range(1000):
        try:
            kept(bundle, room)
            shown += 1
        except NoPictureError:
            pass
    assert shown == room_for(4000 * 2900)


def room_for(pixels):
    return Room().pixels // pixels


def test_pictures_in_the_text_are_set_apart_and_the_words_stay():
    source, given = apart(f"a ![x](data:image/PNG;base64,{PNG}) b ![y](data:image/jpg;base64,AAAA) data:image/x", {})
    assert source == "a ![x](attachment:in-the-text-0) b ![y](attachment:in-the-text-1) data:image/x"
    assert list(given.values()) == [{"image/png": PNG}, {"image/jpeg": "AAAA"}]


def test_a_notebook_with_a_large_photograph_loses_no_cell(large):
    cells = [
        {"cell_type": "markdown", "source": f"![x](data:image/jpeg;base64,{large})", "metadata": {}},
        {"cell_type": "code", "source": "x = 1", "metadata": {}, "outputs": []},
    ]
    read, notes = read_cells(json.dumps({"cells": cells, "nbformat": 4, "nbformat_minor": 5}).encode())
    assert [cell.source for cell in read] == ["![x](attachment:in-the-text-0)", "x = 1"] and notes == []
