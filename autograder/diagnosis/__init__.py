"""Known mistakes, and how to recognise them in the numbers that a student's function returns."""
