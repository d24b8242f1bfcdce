def __getattr__(name):
    return lambda *arguments: None
