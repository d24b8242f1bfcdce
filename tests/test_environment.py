"""environment.yml is a file that conda takes, and promises students what pyproject.toml promises graders."""

import tomllib

import pytest
import yaml
from packaging.requirements import Requirement
from rattler import MatchSpec

from autograder.course.layout import ROOT

ENVIRONMENT = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
BOUNDS = {r.name: r.specifier for r in map(Requirement, PROJECT["dependencies"])}


@pytest.mark.parametrize("spec", ENVIRONMENT["dependencies"])
def test_each_spec_is_one_that_conda_can_match(spec):
    assert MatchSpec(spec).name is not None


@pytest.mark.parametrize("spec", [s for s in ENVIRONMENT["dependencies"] if not s.startswith("python>")])
def test_each_package_has_the_bounds_of_pyproject(spec):
    wanted = Requirement(spec)
    assert wanted.specifier == BOUNDS[wanted.name]


def test_python_has_the_bound_of_pyproject():
    [python] = [s for s in ENVIRONMENT["dependencies"] if s.startswith("python>")]
    assert python == f"python{PROJECT['requires-python']}"


def test_every_package_the_lab_imports_is_named():
    named = {Requirement(s).name for s in ENVIRONMENT["dependencies"]}
    assert {"numpy", "matplotlib", "ipython", "jupyterlab", "ipykernel"} <= named
