"""Our feedback page for `nbgrader generate_feedback` and the formgrader, through nbgrader_config.py.

c.GenerateFeedback.exporter_class = "autograder.report.feedback.exporter.FeedbackExporter"
c.GenerateFeedback.preprocessors = []
c.FeedbackExporter.graded = "graded"
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbconvert.exporters import Exporter, HTMLExporter
from nbconvert.exporters.exporter import ResourcesDict
from traitlets import Unicode, default

from autograder.course.layout import ASSIGNMENT
from autograder.ledger.ledger import Settled, settle
from autograder.ledger.marks import Marks
from autograder.report.feedback.page import build, notebook_html


class FeedbackExporter(Exporter):  # type: ignore[misc]
    """Turns one graded notebook into our page: marks and comments from the gradebook, verdicts from the journal."""

    graded = Unicode(help="The folder that `autograder grade` wrote, which holds journal/").tag(config=True)

    _ledger: Settled | None = None  # settled once for a command

    @default("file_extension")  # type: ignore[untyped-decorator]
    def _file_extension(self) -> str:
        return ".html"

    def _theirs(self, nb: Any, resources: Any, **kwargs: Any) -> tuple[str, ResourcesDict]:
        """Another assignment in the same folder: nbgrader's own page, made as without our configuration."""
        exporter = HTMLExporter(parent=self.parent, config=self.config)
        for step in type(self.parent).class_traits(config=True)["preprocessors"].default():
            exporter.register_preprocessor(step, enabled=True)
        made, resources = exporter.from_notebook_node(nb, resources, **kwargs)
        return made, resources

    def from_notebook_node(self, nb: Any, resources: Any = None, **kwargs: Any) -> tuple[str, ResourcesDict]:
        """The page, as nbconvert wants it; `resources["nbgrader"]` says whose it is."""
        about = (resources or {})["nbgrader"]
        if about["assignment"] != ASSIGNMENT:
            return self._theirs(nb, resources, **kwargs)
        made, resources = super().from_notebook_node(nb, resources, **kwargs)
        student = about["student"]
        if self._ledger is None:
            self._ledger = settle(Path(self.graded), about["db_url"], config=self.config)
        known = self._ledger.of(student)
        page = build(
            student, about["notebook"], made, known.entry if known else None, known.marks if known else Marks()
        )
        return notebook_html(page), resources
