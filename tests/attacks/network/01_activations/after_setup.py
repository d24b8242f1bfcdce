import socket

for family, address in (
    (socket.AF_INET, ("127.0.0.1", 22)),
    (socket.AF_INET, ("127.0.0.1", 8888)),
    (socket.AF_INET, ("10.0.0.1", 80)),
    (socket.AF_INET, ("1.1.1.1", 53)),
    (socket.AF_INET6, ("::1", 80)),
    (socket.AF_UNIX, "\0/tmp/.X11-unix/X0"),
    (socket.AF_UNIX, "\0dbus"),
    (socket.AF_UNIX, "/run/docker.sock"),
    (socket.AF_UNIX, "/run/dbus/system_bus_socket"),
    (40, (2, 1024)),
):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW):
        try:
            with socket.socket(family, kind) as connection:
                connection.settimeout(0.2)
                connection.connect(address)
            print("breached:", address)
        except (OSError, TypeError):
            pass
try:
    print("breached:", socket.gethostbyname("example.org"))
except OSError:
    pass
try:
    with open("/proc/net/tcp") as file:
        if len(file.readlines()) > 1:
            print("breached: somebody's connections")
except OSError:
    pass
print("tried")
