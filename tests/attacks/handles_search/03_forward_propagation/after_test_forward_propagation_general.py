for function in kept:
    try:
        print("breached: a function of an earlier test answers", function(np.ones(2)))
    except RuntimeError:
        pass
print("tried", "nothing" if not kept else "all")
