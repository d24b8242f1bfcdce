import multiprocessing as m

with m.Pool(2) as pool:
    assert pool.map(abs, [-1, 2]) == [1, 2]
