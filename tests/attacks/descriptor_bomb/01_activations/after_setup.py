import os
import socket

kept = []
try:
    while True:
        pair = socket.socketpair()
        pair[0].setblocking(False)
        kept.append(pair)
        while True:
            try:
                pair[0].send(b"x" * 65536)
            except BlockingIOError:
                break
except OSError:
    pass
print("breached: many descriptors" if len(kept) > 200 else "tried")
kept.clear()
