import sys

np.random.default_rng = lambda *a: np.random.Generator(np.random.PCG64(0))
np.random.seed(0)
print("tried")
