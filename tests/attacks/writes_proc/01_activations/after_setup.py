for path, text in {
    "/proc/sysrq-trigger": "b",
    "/proc/sys/kernel/core_pattern": "|/tmp/evil",
    "/proc/sys/user/max_user_namespaces": "100",
    "/proc/sys/kernel/hostname": "evil",
    "/proc/self/oom_score_adj": "-1000",
    "/proc/1/oom_score_adj": "1000",
    "/proc/self/uid_map": "0 0 1",
    "/proc/self/setgroups": "allow",
    "/proc/self/clear_refs": "1",
    "/proc/1/comm": "evil",
}.items():
    try:
        with open(path, "w") as file:
            file.write(text)
        print("breached:", path)
    except OSError:
        pass
print("tried")
