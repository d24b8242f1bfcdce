import numpy as np

np.savez_compressed("saved.npz", a=np.ones(9))
np.load("saved.npz")["a"]
