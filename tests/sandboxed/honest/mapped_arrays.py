import numpy as np

mapped = np.memmap("mapped", float, "w+", shape=(9, 9))
mapped[:] = 1
mapped.flush()
assert np.fromfile("mapped").sum() == 81
