import functools

tanh_prime = functools.partial(print, "tried")
