def relu(a):
    changed = {0: np.zeros(9), 7: 1, -1: 2, "a": 3, "self": 4, None: 5}
    line.send("returned", None, changed, [("SystemExit", "x"), ("UserWarning", "y" * 100_000), 7], [{}, 7, "x"])
    line.obey = lambda message: None
