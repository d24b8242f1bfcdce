"""Learning platforms, in and out: what students handed in there comes in, marks and feedback go back.

`collect` reads downloads of Canvas, Moodle and Gradescope, folders and zips; `returning` fills a teacher's own files.
Everything that a download holds was written by students, and is read as hostile.
"""
