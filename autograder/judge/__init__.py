"""The judge: knows the answers, runs the tests, and calls the student's functions in a process that knows neither.

engine.py            many submissions, one after the other
notebook.py          one notebook, cell by cell
plan.py              what the master says of its tests
master_namespace.py  what the tests themselves need
run_test.py          one test cell's source, run here
process.py           the student's process: limits, restarts
line.py              the socket to it: requests, deadlines, the student's calls of our functions
proxies.py           what stands here for a student's function
follow_through.py    the second run, with the reference for earlier functions
guard.py, threads.py bounds for our own functions
memory.py            what one submission took, given back before the next
marks.py, present.py from what happened to a mark, a verdict and a cell's outputs
clean.py, outputs.py what came from the student, made harmless
"""

from __future__ import annotations

from autograder.judge.judge import JudgeEngine, judge_submission

__all__ = ["JudgeEngine", "judge_submission"]
