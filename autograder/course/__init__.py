"""The only reader of the course's master notebooks: what a cell is, what is released of it, what is hidden.

- layout, declaration: where things are, the course's names, and what it declares to the machinery
- masters: the percent scripts in solutions/, read, and given nbgrader's metadata
- notebooks: the one model, Notebook, Exercise and Cell, for every other room; sources, shows: what stands in a cell
- lint, promises: what must hold before a release; a complaint names the file and what to write there
- release, stubs, made, bundle: the students' form, and the files that are made from the solutions
- code, seal: what our own code does, and whether what is made by it is current
- reference: the reference functions, which are the solution cells, run; secrets: the lines that no student may see
"""
