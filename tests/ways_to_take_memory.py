"""Ways to take memory, as a hostile notebook would: each until it is refused, killed, or has TOTAL bytes.

What each name says is tried by code that runs in the sandbox. `PREPARE` comes before each of them.
"""

from __future__ import annotations

TOTAL = 1 << 30  # bytes; nothing takes more, so that the machine would live if the sandbox failed

PREPARE = f"""
import ctypes, mmap, os, resource, select, socket, struct, subprocess, sys, threading, time
TOTAL, MIB = {TOTAL}, 1 << 20
libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
libc.madvise.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
kept = []

def in_many_processes(work, processes=24):
    reader, writer = os.pipe()
    for _ in range(processes):
        if os.fork() == 0:
            try:
                work()
            except BaseException:
                pass
            os.close(writer)
            time.sleep(30)
            os._exit(0)
    os.close(writer)
    select.select([reader], [], [], 2)  # until nobody has the other end: all have done their work
    time.sleep(0.3)

def fill(end):
    end.setblocking(False)
    try:
        while True:
            end.send(bytes(1 << 16))
    except BlockingIOError:
        pass

def until_refused(step, most):
    try:
        for _ in range(most):
            step()
    except (OSError, MemoryError, ValueError):
        pass

def pair(kind=socket.SOCK_STREAM):
    one, two = socket.socketpair(socket.AF_UNIX, kind)
    kept.extend((one, two))
    fill(one), fill(two)

def full_pipe():
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    kept.append((reader, writer))
    try:
        while True:
            os.write(writer, bytes(4096))
    except BlockingIOError:
        pass

def checked(result):
    if result in (-1, ctypes.c_void_p(-1).value, None):
        raise OSError(ctypes.get_errno(), 'refused')
    return result
"""

WAYS = {
    "one process": """
        def step(): kept.append(bytearray(b'x') * MIB)
        until_refused(step, TOTAL // MIB)
    """,
    "many processes": """
        in_many_processes(lambda: kept.append(bytearray(b'x') * (60 * MIB)))
    """,
    "many processes that can't be looked into": """
        def work():
            libc.prctl(4, 0, 0, 0, 0)
            kept.append(bytearray(b'x') * (60 * MIB))
        in_many_processes(work)
    """,
    "many processes whose first thread has ended": """
        exit = 60 if os.uname().machine == 'x86_64' else 93  # of the calling thread alone
        def hold():
            time.sleep(1)
            kept.append(bytearray(b'x') * (180 * MIB))
            time.sleep(30)
        def work():
            threading.Thread(target=hold).start()
            libc.syscall(exit, 0)
        in_many_processes(work, 6)
        time.sleep(4)
    """,
    "many processes that run a program which nobody may read": """
        code = "import time; x = bytearray(b'x') * (60 << 20); time.sleep(8)"
        with open(sys.executable, 'rb') as program, open('hidden', 'wb') as copy:
            copy.write(program.read())
        os.chmod('hidden', 0o111)
        in_many_processes(lambda: os.execv('hidden', [sys.executable, '-c', code]), 16)
    """,
    "processes with names that look like a table": """
        def work():
            libc.prctl(15, b'\\rVmSwap: -99999', 0, 0, 0)
            kept.append(bytearray(b'x') * (60 * MIB))
        in_many_processes(work)
    """,
    "another program": """
        code = "import time; x = bytearray(b'x') * (200 << 20); time.sleep(8)"
        running = [subprocess.Popen([sys.executable, '-c', code]) for _ in range(5)]
        time.sleep(2)
    """,
    "threads with large stacks": """
        threading.stack_size(32 * MIB)
        def work():
            block = ctypes.create_string_buffer(b'x' * (24 * MIB))
            time.sleep(2)
        def step():
            threading.Thread(target=work, daemon=True).start()
        try:
            until_refused(step, 60)
        except RuntimeError:
            pass
        time.sleep(2)
    """,
    "shared memory without a file": """
        def step():
            kept.append(mmap.mmap(-1, 16 * MIB))
            kept[-1].write(b'x' * (16 * MIB))
        until_refused(step, TOTAL // MIB // 16)
        time.sleep(0.5)
    """,
    "shared memory that is let go and kept": """
        def step():
            where = checked(libc.mmap(None, 64 * MIB, 3, 0x21, -1, 0))
            ctypes.memset(where, 1, 64 * MIB)
            libc.madvise(where, 64 * MIB, 4)
        in_many_processes(lambda: until_refused(step, 4))
    """,
    "shared memory of /dev/zero": """
        zero = os.open('/dev/zero', os.O_RDWR) if os.path.exists('/dev/zero') else -1
        def step():
            where = checked(libc.mmap(None, 64 * MIB, 3, 1, zero, 0))
            ctypes.memset(where, 1, 64 * MIB)
            libc.madvise(where, 64 * MIB, 4)
        in_many_processes(lambda: until_refused(step, 4))
    """,
    "files in memory without a name": """
        def step():
            file = os.memfd_create('x')
            kept.append(file)
            os.write(file, bytes(7 * MIB))
        until_refused(step, TOTAL // MIB // 7)
        time.sleep(0.5)
    """,
    "System V shared memory": """
        def step():
            number = checked(libc.shmget(0, 64 * MIB, 0o1600))
            libc.shmat.restype = ctypes.c_void_p
            where = checked(libc.shmat(number, None, 0))
            ctypes.memset(where, 1, 64 * MIB)
            libc.shmdt(ctypes.c_void_p(where))
        until_refused(step, TOTAL // MIB // 64)
        time.sleep(0.5)
    """,
    "System V and POSIX messages": """
        def step():
            number = checked(libc.msgget(0, 0o1600))
            for _ in range(8):
                checked(libc.msgsnd(number, struct.pack('l', 1) + bytes(2000), 2000, 0o4000))
        until_refused(step, 32000)
        time.sleep(0.5)
    """,
    "files": """
        def step():
            with open(f'/dev/shm/{len(kept)}', 'wb') as file:
                file.write(bytes(7 * MIB))
            kept.append(1)
        until_refused(step, TOTAL // MIB // 7)
        time.sleep(0.5)
    """,
    "files that are deleted, mapped and closed": """
        def step():
            with open('/tmp/x', 'w+b') as file:
                file.truncate(7 * MIB)
                kept.append(mmap.mmap(file.fileno(), 7 * MIB))
            os.unlink('/tmp/x')
            kept[-1].write(b'x' * (7 * MIB))
            kept[-1].madvise(mmap.MADV_DONTNEED)
        until_refused(step, 4)
        kept.append(bytearray(b'x') * (250 * MIB))
        time.sleep(0.5)
    """,
    "full sockets in many processes": """
        in_many_processes(lambda: until_refused(pair, 200))
    """,
    "full sockets of packets in many processes": """
        in_many_processes(lambda: until_refused(lambda: pair(socket.SOCK_SEQPACKET), 200))
    """,
    "full sockets of datagrams in many processes": """
        in_many_processes(lambda: until_refused(lambda: pair(socket.SOCK_DGRAM), 200))
    """,
    "sockets with larger buffers": """
        def step():
            one, two = socket.socketpair()
            kept.extend((one, two))
            for end in kept[-2:]:
                end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 30)
                fill(end)
        in_many_processes(lambda: until_refused(step, 100))
    """,
    "connections that nobody accepts": """
        def listener():
            server = socket.socket(socket.AF_UNIX)
            server.bind('')
            server.listen(4000)
            kept.append(server)
            def knock():
                with socket.socket(socket.AF_UNIX) as client:
                    client.setblocking(False)
                    client.connect(server.getsockname())
                    fill(client)
            until_refused(knock, 4000)
        in_many_processes(lambda: until_refused(listener, 200), 8)
    """,
    "datagrams that nobody reads": """
        def mailbox():
            box = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            box.bind('')
            kept.append(box)
            def post():
                with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
                    sender.setblocking(False)
                    sender.connect(box.getsockname())
                    fill(sender)
            until_refused(post, 600)
        in_many_processes(lambda: until_refused(mailbox, 200), 8)
    """,
    "full sockets in flight": """
        def step():
            one, two = socket.socketpair()
            inner = [end for _ in range(60) for end in socket.socketpair()]
            for end in inner:
                fill(end)
            socket.send_fds(one, [b'x'], [end.fileno() for end in inner])
            kept.extend((one, two))
            for end in inner:
                end.close()
        in_many_processes(lambda: until_refused(step, 60))
    """,
    "full pipes in many processes": """
        in_many_processes(lambda: until_refused(full_pipe, 120))
    """,
    "larger pipes": """
        import fcntl
        def step():
            full_pipe()
            fcntl.fcntl(kept[-1][1], 1031, MIB)
            full_pipe_again = kept[-1][1]
            try:
                while True: os.write(full_pipe_again, bytes(4096))
            except BlockingIOError: pass
        in_many_processes(lambda: until_refused(step, 120))
    """,
    "huge pages held by pipes": """
        def step():
            reader, writer = os.pipe()
            kept.append((reader, writer))
            where = checked(libc.mmap(None, 34 * MIB, 3, 0x22, -1, 0))
            where_aligned = (where + 2 * MIB - 1) & ~(2 * MIB - 1)
            libc.madvise(where_aligned, 32 * MIB, 14)
            ctypes.memset(where_aligned, 1, 32 * MIB)
            for n in range(16):
                entry = struct.pack('QQ', where_aligned + 2 * n * MIB, 4096)
                checked(libc.vmsplice(writer, entry, ctypes.c_size_t(1), 0))
            libc.munmap(ctypes.c_void_p(where), ctypes.c_size_t(34 * MIB))
        until_refused(step, TOTAL // MIB // 32)
        time.sleep(0.5)
    """,
    "pages of files held by pipes": """
        def step():
            reader, writer = os.pipe()
            kept.append((reader, writer))
            with open('/tmp/x', 'w+b') as file:
                file.write(bytes(1 << 16)), file.flush()
                os.splice(file.fileno(), writer, 1 << 16, offset_src=0)
                file.truncate(0)
        in_many_processes(lambda: until_refused(step, 120))
    """,
    "page tables": """
        def work():
            size = 280 * MIB
            where = checked(libc.mmap(None, size, 3, 0x4022, -1, 0))
            libc.madvise(where, size, 15)
            for at in range(0, size, 2 * MIB): ctypes.string_at(where + at, 1)
        in_many_processes(work)
    """,
    "pieces of the address space": """
        size = 64000 * 4096
        where = checked(libc.mmap(None, size, 1, 0x4022, -1, 0))
        for at in range(0, size, 8192): libc.mprotect(ctypes.c_void_p(where + at), ctypes.c_size_t(4096), 3)
        in_many_processes(lambda: None, 30)
    """,
    "locks of parts of a file": """
        import fcntl
        def work():
            for number in range(200):
                file = open(f'lock-{os.getpid()}-{number}', 'w')
                kept.append(file)
                for at in range(0, 4000, 2): fcntl.lockf(file, fcntl.LOCK_EX, 1, at)
        in_many_processes(work)
    """,
    "watches of epoll": """
        ends = [end for _ in range(40) for end in os.pipe()]
        def work():
            def step():
                poll = select.epoll()
                kept.append(poll)
                for end in ends: poll.register(end)
            until_refused(step, 160)
        in_many_processes(work)
    """,
    "watches of folders": """
        def work():
            for number in range(100):
                os.makedirs(f'watched/{os.getpid()}/{number}')
            for _ in range(100):
                watch = libc.inotify_init()
                for number in range(100):
                    libc.inotify_add_watch(watch, f'watched/{os.getpid()}/{number}'.encode(), 0xfff)
        in_many_processes(work)
    """,
    "asynchronous input and output": """
        def step():
            context = ctypes.c_ulong(0)
            checked(libc.syscall(206, 4096, ctypes.byref(context)))
        in_many_processes(lambda: until_refused(step, 100))
    """,
    "timers": """
        def step():
            number = ctypes.c_int(0)
            checked(libc.timer_create(1, None, ctypes.byref(number)))
        in_many_processes(lambda: until_refused(step, 20000))
    """,
    "pages of the huge kind": """
        def step():
            where = checked(libc.mmap(None, 64 * MIB, 3, 0x40022, -1, 0))
            ctypes.memset(where, 1, 64 * MIB)
        until_refused(step, TOTAL // MIB // 64)
    """,
    "pipes, mappings and memory at once": """
        size = 64000 * 4096
        where = checked(libc.mmap(None, size, 1, 0x4022, -1, 0))
        for at in range(0, size, 8192): libc.mprotect(ctypes.c_void_p(where + at), ctypes.c_size_t(4096), 3)
        def work():
            until_refused(full_pipe, 120)
            kept.append(bytearray(b'x') * (35 * MIB))
        in_many_processes(work, 6)
    """,
    "names and links": """
        def step():
            number = len(kept)
            os.symlink('x' * 4000, f'link-{number}')
            os.setxattr(f'link-{number}', 'user.x', bytes(4000), follow_symlinks=False) if number % 50 else None
            kept.append(1)
        until_refused(step, 5000)
        time.sleep(2)
    """,
}
