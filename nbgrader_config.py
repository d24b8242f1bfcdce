"""nbgrader's configuration: `nbgrader …` commands and the formgrader, run in this folder, find everything.

    jupyter lab                            Nbgrader > Formgrader: the marks in graded/
    nbgrader generate_assignment backpropagation      as `autograder release`, into the gradebook, too
    nbgrader autograde backpropagation                judged as `autograder grade` does it, marks in the gradebook
    nbgrader generate_feedback backpropagation
    nbgrader export

AUTOGRADER_OUTPUT names another output folder of `autograder grade` than graded; the sample class is in build/graded.
AUTOGRADER_DB_URL names another database than the one in it.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path

from autograder.course.masters import all_masters
from autograder.course.release import complete
from autograder.errors import UserError
from autograder.grading.formgrader import keep_to_this_course

ROOT = Path(__file__).resolve().parent
GRADED = Path(os.environ.get("AUTOGRADER_OUTPUT", "graded"))

# nbgrader asks the program alembic for the version of its tables, which is beside this Python, activated or not.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])

keep_to_this_course()

c = get_config()  # noqa: F821  (nbgrader provides it)

c.CourseDirectory.root = str(ROOT)
c.CourseDirectory.course_id = "default_course"  # as nbgrader's own preprocessors assume, and `autograder grade` too
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "notebooks"
c.CourseDirectory.submitted_directory = "submitted"
c.CourseDirectory.autograded_directory = str(GRADED / "autograded")
c.CourseDirectory.feedback_directory = str(GRADED / "feedback")
with suppress(OSError):  # the course's folder may be somebody else's: `autograder grade` writes to its --output only
    (ROOT / GRADED).mkdir(parents=True, exist_ok=True)
# Where the marks are. PostgreSQL, for every command: "postgresql+psycopg://user@host/database"
c.CourseDirectory.db_url = os.environ.get("AUTOGRADER_DB_URL") or f"sqlite:///{ROOT / GRADED / 'gradebook.db'}"

# The percent scripts stay here: what nbgrader reads are the masters made from them, beside them.
c.CourseDirectory.ignore = [
    ".ipynb_checkpoints",
    "__pycache__",
    "*.pyc",
    ".*",
    "*.partial",
    "[0-9][0-9]_*.py",
]
try:
    all_masters()
except (UserError, OSError) as error:
    print(f"nbgrader_config.py: {error}")

c.GenerateAssignment.preprocessors = [
    "autograder.course.stubs.ForgetTheMaster",
    "nbgrader.preprocessors.LockCells",
    "autograder.course.stubs.NameTheExercise",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.CheckCellMetadata",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.SaveCells",
    "nbgrader.preprocessors.ClearHiddenTests",
    "autograder.course.stubs.HideTheMarkScheme",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.GenerateAssignment.post_convert_hook = lambda assignment, student, notebooks: complete(ROOT / "notebooks", assignment)

# What students read: our page, the same as `autograder feedback` writes.
c.GenerateFeedback.exporter_class = "autograder.report.feedback.exporter.FeedbackExporter"
c.GenerateFeedback.preprocessors = []
c.FeedbackExporter.graded = str(ROOT / GRADED)

# What TAs read: above a notebook in the formgrader stands what the grader noted about it.
c.HTMLExporter.preprocessors = ["autograder.grading.formgrader_notes.ShowNotes"]
# And its code is coloured in no longer than it takes to read.
c.HTMLExporter.filters = {"highlight_code": "autograder.coloured.FormgraderCode"}
c.ShowNotes.graded = str(ROOT / GRADED)

# `nbgrader export`: what lateness costs is reckoned first.
c.ExportApp.plugin_class = "autograder.report.export.SettledExport"
c.SettledExport.graded = str(ROOT / GRADED)

# Submissions are laid over the release, run in the sandbox and judged as `autograder grade` does it; so are marks
# entered, and what lateness costs: by deadlines.toml, else by the due date, the extensions and the late-penalty plugin
# that nbgrader knows (c.AssignLatePenalties.plugin_class).
c.Autograde.exporter_class = "autograder.grading.through_nbgrader.JudgingExporter"
c.Autograde.pre_convert_hook = "autograder.grading.through_nbgrader.find_renamed"
c.JudgingExporter.graded = str(ROOT / GRADED)
c.Autograde.sanitize_preprocessors = ["nbgrader.preprocessors.CheckCellMetadata"]
c.Autograde.autograde_preprocessors = ["nbgrader.preprocessors.CheckCellMetadata"]

# The exchange: what is handed out has the images; a student who did not hand in there stops nobody's feedback.
c.ExchangeFactory.release_assignment = "autograder.lms.exchange.ReleaseWithImages"
c.ExchangeFactory.release_feedback = "autograder.lms.exchange.ReleaseWhatCanBeFetched"

c.ExecutePreprocessor.timeout = 120  # of `nbgrader validate`, which runs a notebook as students do

# `autograder grade`: the share of its marks (0 to 1) that a check earns which fails, but passes once the reference
# stands in for the student's earlier functions. 1: a mistake costs marks once. Limits: c.SandboxLimits.<name>.
c.Autograder.follow_through = 1.0

# Of a notebook that was handed in more than once counts the "latest", or the "best" by the judge's marks.
c.Autograder.attempts = "latest"
