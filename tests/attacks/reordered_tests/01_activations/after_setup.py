print("tried")
