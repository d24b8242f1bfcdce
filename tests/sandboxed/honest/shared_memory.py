from multiprocessing.shared_memory import SharedMemory as S

s = S(create=True, size=10)
s.unlink()
