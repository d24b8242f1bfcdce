import lab.parameters

print("tried")
