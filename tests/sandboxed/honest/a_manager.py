import multiprocessing

with multiprocessing.Manager() as manager:
    assert list(manager.list([1])) == [1]
