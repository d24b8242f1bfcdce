"""The autograder of the course: releases the notebooks, runs and judges submissions, reports."""
