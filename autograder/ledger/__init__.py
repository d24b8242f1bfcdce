"""The ledger: what everybody's marks are, put together in one place; all that shows marks is a view of it.

- journal: what the judge said of each submission, a file each
- gradebook: nbgrader's database, which holds what persons gave: marks, comments, extensions
- files: how files that hold marks are written
"""
