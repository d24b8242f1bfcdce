"""The only reader of the course's master notebooks: what a cell is, what is released of it, what is hidden.

- layout: where things are in the repository
- masters: the percent scripts in solutions/, read, and given nbgrader's metadata
- lint, release, stubs: what must hold before a release, and the students' form made from the masters
- template, tests, exercises: the released notebooks, the test cells and the exercises, as the other rooms see them
- reference: the reference functions, which are the solution cells, run
"""
