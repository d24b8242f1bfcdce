import os


class Bomb:
    def __reduce__(self):
        return (os.system, ("touch /tmp/attack-canary/reduced",))

    def _write(self, *a):
        os.system("echo breached > /tmp/attack-canary/secret")
        return "breached"

    __reduce_ex__ = lambda self, protocol: self.__reduce__()
    __getstate__ = __copy__ = __deepcopy__ = __del__ = __repr__ = __str__ = __format__ = __index__ = _write
