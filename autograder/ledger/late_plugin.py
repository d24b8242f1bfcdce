"""nbgrader's late-penalty plugin, whichever c.AssignLatePenalties.plugin_class names, for every command alike."""

from __future__ import annotations

import sys
from functools import cache
from typing import Any

from traitlets.config import Config

from autograder.course.config import nbgrader_config
from autograder.course.layout import ROOT
from autograder.errors import UserError
from autograder.ledger.deadlines import Plugin


def late_plugin(config: Config | None = None) -> Plugin:
    """The plugin as a function; it is loaded, which takes nbgrader two seconds, when the first student is late."""
    config = nbgrader_config() if config is None else config
    if not {"AssignLatePenalties", "LateSubmissionPlugin"} & set(config) and not _of_their_own(config):
        return lambda student, score, seconds: 0.0

    @cache
    def plugin() -> Any:
        from nbgrader.preprocessors import AssignLatePenalties

        if str(ROOT) not in sys.path:
            sys.path.insert(0, str(ROOT))  # as nbgrader's own commands do
        step = AssignLatePenalties(config=config)
        step.init_plugin()
        return step.plugin_inst

    def penalty(student: str, score: float, seconds: float) -> float:
        try:
            return float(plugin().late_submission_penalty(student, score, seconds) or 0.0)
        except Exception as error:  # it is anybody's code
            why = f"{type(error).__name__}: {error}"
            remedy = "It is what c.AssignLatePenalties.plugin_class names in nbgrader_config.py."
            raise UserError("nbgrader's late-penalty plugin failed.", why, remedy) from error

    return penalty


def _of_their_own(config: Config) -> bool:
    """Whether some setting may be meant for a plugin of another name."""
    return any(name.endswith("Plugin") and name != "ExportPlugin" for name in config)
