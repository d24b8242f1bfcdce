"""The ledger: what everybody's marks are, put together in one place; all that shows marks is a view of it.

- ledger: `settle`, the one reader: judge or person, minus penalty, under a deadline
- marks: what it gives back; tables: scores.csv and totals.csv
- journal: what the judge said of each submission, a file each
- database, gradebook: nbgrader's database, which holds what persons gave: marks, comments, extensions
- deadlines, deadlines_file, late_plugin: what lateness costs, what deadlines.toml says, nbgrader's own way
- files: how files that hold marks are written
"""
