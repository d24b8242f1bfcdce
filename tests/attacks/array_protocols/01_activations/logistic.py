def logistic(a):
    return memoryview(bytearray(np.asarray(a).nbytes))
