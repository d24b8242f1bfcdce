# right
# unsure: 2/sqrt(a+b) where sqrt(2/(a+b)) was meant: √2 times Glorot, which some books call He with fan_avg

def initialize_parameters(sizes, rng):
    W = [rng.standard_normal((y, x)) * 2/np.sqrt(x+y) for x, y in zip(sizes[:-1], sizes[1:])]
    b = [np.zeros((x, 1)) for x in sizes[1:]]
    return Parameters([None] + W, [None] + b)
