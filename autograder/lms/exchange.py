"""nbgrader's exchange: hands out the images, too, and gives back the feedback of all who handed in through it.

nbgrader_config.py plugs these in.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbgrader.exchange.default import ExchangeReleaseAssignment, ExchangeReleaseFeedback

from autograder.course.bundle import handed_out, write_folder
from autograder.grading.left_about import NBGRADERS


class ReleaseWithImages(ExchangeReleaseAssignment):  # type: ignore[misc]
    """`nbgrader release_assignment`, with all that `autograder bundle` hands out: copied then, never committed."""

    def do_copy(self, src: str, dest: str, log: Any = None) -> None:
        """Copy the released notebooks, and put what is missing beside them."""
        super().do_copy(src, dest, log)
        folder = Path(dest)
        write_folder(folder, {name: file for name, file in handed_out().items() if not (folder / name).exists()})


class ReleaseWhatCanBeFetched(ExchangeReleaseFeedback):  # type: ignore[misc]
    """`nbgrader release_feedback`, which would stop at the first student who handed in elsewhere."""

    def copy_files(self) -> None:
        """Release all feedback that a student can fetch; name the others."""
        pattern = Path(self.src_path)  # <feedback>/<student or *>/<assignment>
        folders = pattern.parent.parent.glob(f"{pattern.parent.name}/{pattern.name}")
        elsewhere = [f for f in sorted(folders) if not all((f / name).is_file() for name in NBGRADERS)]
        names = [folder.parent.name for folder in elsewhere]
        for name in names:
            self.log.warning(
                "%s did not hand in through the exchange, so can't fetch feedback there: "
                "give it back with  autograder return … --feedback",
                name,
            )
        excluded = [*filter(None, self.coursedir.student_id_exclude.split(",")), *names]
        self.coursedir.student_id_exclude = ",".join(excluded)
        super().copy_files()
