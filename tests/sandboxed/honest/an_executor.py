from concurrent.futures import ProcessPoolExecutor as P

with P(2) as p:
    assert list(p.map(abs, [-1])) == [1]
