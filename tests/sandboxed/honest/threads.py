from concurrent.futures import ThreadPoolExecutor as T

with T(4) as t:
    assert list(t.map(abs, [-1])) == [1]
