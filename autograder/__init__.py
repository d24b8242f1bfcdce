"""The autograder of the course: releases the notebooks, runs and judges submissions, reports."""

DISTRIBUTION = "backpropagation-course"  # what pip calls it
