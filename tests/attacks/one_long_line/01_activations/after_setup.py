print("tried")
print("x" * 190_000 + "\a")
