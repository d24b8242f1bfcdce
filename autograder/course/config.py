"""nbgrader_config.py, the settings of the course. It is a program: it is run, once, and what it sets is read."""

from __future__ import annotations

import os
from functools import lru_cache

from traitlets.config import Config, PyFileConfigLoader

from autograder.course.layout import ROOT
from autograder.errors import UserError

CONFIG = ROOT / "nbgrader_config.py"


@lru_cache(maxsize=8)
def _loaded(environment: tuple[tuple[str, str], ...]) -> Config:
    if not CONFIG.exists():
        return Config()
    try:
        return PyFileConfigLoader(CONFIG.name, path=str(CONFIG.parent)).load_config()
    except UserError:
        raise
    except Exception as error:  # it is a program: anything can go wrong in it
        what = f"{CONFIG} can't be loaded."
        raise UserError(what, f"{type(error).__name__}: {error}", "Correct that line.") from error


def nbgrader_config() -> Config:
    """What nbgrader_config.py sets. Raises UserError when it can't be run."""
    ours = sorted((name, value) for name, value in os.environ.items() if name.startswith("AUTOGRADER_"))
    return _loaded(tuple(ours))
