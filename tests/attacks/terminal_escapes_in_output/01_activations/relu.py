def relu(a):
    raise type("\x1b[2JError", (Exception,), {})("\x1b]0;owned\x07 \u202e \x1b[2J")
