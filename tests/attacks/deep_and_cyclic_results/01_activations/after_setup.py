cyclic = []
cyclic.append(cyclic)
deep = shared = [0.0]
for _ in range(1000):
    deep = [deep]
for _ in range(30):
    shared = [shared, shared]
print("tried")
