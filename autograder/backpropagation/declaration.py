"""The course, as the machinery needs to know it. The students' part is lab/course.py, which names this module."""

from __future__ import annotations

from autograder.backpropagation.images import loading_anew, unpack_images
from autograder.course.declaration import Declaration

DECLARATION = Declaration(
    hidden="autograder.backpropagation.hidden",
    make_ready=unpack_images,
    loading_anew=loading_anew,
)
