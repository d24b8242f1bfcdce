"""Scoring the checks themselves: known mistakes, machine-made mutants and right answers, run against every check.

subjects.py    a student's function inside the reference solutions, and the tests that it must pass
trial.py       one function against one check: caught or not, by what, and did the check itself hold
mutants.py     wrong versions made by a machine, from the reference functions' syntax trees
probes.py      inputs of the audit's own, to tell whether a mutant changes any result at all
catalogue.py   every known mistake against every check, and against the functions that come after it
diagnosis.py   is the cause that a check names the right one?
survivors.py   the mutants that no check catches, each with the reason
right.py       right answers over many seeds
mixed.py       students mixed from right answers: what is right alone must be right together
run.py, report.py, command.py   all of it on two cores, and on paper
published.py   is the page that was published current?

Only code of our own is run here, in this process: no submission ever.
"""
