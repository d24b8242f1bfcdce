def named(**fields):
    return type("Named", (tuple,), {"_fields": tuple(fields)})(fields.values())


POINTER = {"data": (0x7F00_0000_0000, False), "shape": (1 << 20,), "typestr": "<f8", "version": 3}
print("tried")
