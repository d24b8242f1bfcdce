"""Grading on more than one machine: a class in shards that know nothing of each other, and all of them put together.

`begin` draws the seed and notes which grader and which release all shards must have; `grade --shard I/N` grades its
part into a folder of its own; `merge` makes of any set of these folders what one process would have written.
"""
