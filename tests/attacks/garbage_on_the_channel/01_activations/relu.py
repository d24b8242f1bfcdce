def relu(a):
    sock.sendall(struct.pack(">I", 3) + b"abc" + b"\xff" * 500 + struct.pack(">I", 0))
