"""`nbgrader export`, a view of the ledger: what lateness costs is reckoned before nbgrader writes its table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbgrader.plugins import CsvExportPlugin
from traitlets import Unicode

from autograder.ledger.ledger import settle


class SettledExport(CsvExportPlugin):  # type: ignore[misc]
    """nbgrader's own CSV exporter, of a gradebook that is up to date."""

    graded = Unicode(help="The folder that `autograder grade` wrote").tag(config=True)

    def export(self, gradebook: Any) -> None:
        """Settle, then export."""
        if Path(self.graded, "journal").is_dir():
            settle(Path(self.graded), self.parent.coursedir.db_url, config=self.config)
        super().export(gradebook)
