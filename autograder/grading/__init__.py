"""From a folder of submissions to marks; `run` ties the parts together.

- collect: what a student handed in, read safely: regular files only, sizes capped
- template: what the course released, which a submission is laid over
- reading: any notebook file into plain cells, or the reason why not
- prepare, tampering: the student's cells laid over the template; the checks and marks are the course's
- engine, kernel: what runs them (the judge, or plain Jupyter kernels)
- complete: no row missing, no mark that isn't a number between 0 and the maximum
- schedule: many submissions at once, one writer
- write: autograded/, scores.csv, run.json
"""
