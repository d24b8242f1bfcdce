"""What the sandbox runs on its own side of the wall: the zygote, and the first process of each submission.

Standard library only, and nothing else of the autograder: this folder is all of `autograder.sandbox` that is in there.
"""
