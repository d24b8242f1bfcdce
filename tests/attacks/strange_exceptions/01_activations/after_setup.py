class Odd(Exception):
    def __str__(self):
        raise self

    __repr__ = __str__
    __traceback__ = property(lambda self: 1 / 0)


Odd.__name__ = "<script>alert(1)</script>"
print("tried")
