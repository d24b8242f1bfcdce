import subprocess
import sys

kept = []
for command in ([sys.executable, "-c", "import time; time.sleep(1000)"], ["sh", "-c", "while :; do sleep 1; done"], ["sh", "-c", "nohup sleep 1000 &"]):
    try:
        kept.append(subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
    except OSError:
        pass
get_ipython().system("sleep 0.1 & disown")
print("tried")
