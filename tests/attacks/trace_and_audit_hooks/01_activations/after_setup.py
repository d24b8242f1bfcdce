import gc
import sys

seen = set()


def watch(frame, event, argument):
    seen.add(frame.f_code.co_filename)
    return watch


sys.settrace(watch)
sys.setprofile(watch)
sys.addaudithook(lambda event, arguments: seen.add(event))
gc.callbacks.append(lambda phase, info: seen.add(phase))
