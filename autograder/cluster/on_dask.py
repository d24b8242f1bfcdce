"""`autograder grade --cluster ADDRESS`: the same run, with a Dask cluster in the place of processes on this machine."""

from __future__ import annotations

import pickle
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from autograder.cluster.apart import GradeApart, pack, take
from autograder.cluster.dask_pool import DaskPool
from autograder.cluster.hand import Order
from autograder.grading.asked import Settings
from autograder.grading.run import RunReport, grade
from autograder.grading.schedule import TaskAnswer
from autograder.grading.under_way import Watched
from autograder.grading.worker import GradeOne


@dataclass(frozen=True)
class OnDask:
    """Which cluster, and how."""

    address: str
    bring_back: bool  # workers see neither the class nor the output: all they need goes out, and files come back
    tell: Callable[[str], None]  # told what a user should know while it goes on

    def grade(
        self, settings: Settings, watch: Callable[[TaskAnswer], None], announce: Callable[[Watched], None]
    ) -> RunReport:
        """Grade a class by the workers of a cluster. Raises UserError where none answers, or none can take part.

        Without `bring_back`, both folders have to be where all workers see them, at the same path.
        """
        there = replace(settings, submissions=settings.submissions.resolve(), output=settings.output.resolve())
        return grade(there, watch, announce, self._pool)

    def _pool(self, make: Callable[[Settings], GradeOne], settings: Settings, facts: Mapping[str, Any]) -> DaskPool:
        versions = {"grader": facts["grader"], "release": facts["release"]}
        if self.bring_back:
            order = Order(pickle.dumps(partial(GradeApart, make, settings)), **versions)
            out, back = partial(pack, settings.output), partial(take, settings.output)
            return DaskPool(self.address, order, self.tell, out, back)
        lease = settings.output / f".cluster-{secrets.token_hex(8)}.partial"  # should it stay, the next run removes it
        job = pickle.dumps(partial(make, replace(settings, lease=lease)))
        return DaskPool(self.address, Order(job, **versions, submissions=settings.submissions, lease=lease), self.tell)
