"""The only code of ours that runs beside a student's: an IPython shell that does what the judge asks over a socket.

Nothing here is trusted. A student's code shares this process and can change all of it; whatever it then says reaches
the judge as a message like any other, is checked there against the closed set of the wire, and decides nothing but
what this student's functions return. So this code aims at being faithful to honest work, not at being safe: cells run
as they would in a Jupyter kernel, and functions are called with the values that the judge sends.

    serve.py       the messages, and what each does
    calls.py       calling a student's function, and the judge's functions from within it
    shell.py       the IPython shell, and what it shows
    outputs.py     collects output in the notebook format, up to a cap
    tracebacks.py  an exception as the student should see it: without our frames
"""
