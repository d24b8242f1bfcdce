def logistic(a):
    from lab.check.engine.plain import ramp

    print("tried")
    return ramp(a)
