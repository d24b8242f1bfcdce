with open("copied.ipynb", "r+") as file:
    file.truncate(0)
    file.write("{}")
print("tried")
