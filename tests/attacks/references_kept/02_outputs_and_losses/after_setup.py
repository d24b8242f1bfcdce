import builtins
import gc

builtins.lent = {}


def anything(name, *arguments):
    found = [x for x in gc.get_objects() if type(x).__name__ == "function" and x.__name__ == name]
    for function in found:
        if function.__globals__ is globals():
            continue  # my own
        try:
            answer = function(*arguments)
        except BaseException:
            continue
        if answer is not None:
            return answer
    return None


print("tried")
