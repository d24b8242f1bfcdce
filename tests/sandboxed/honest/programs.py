import subprocess

command = "ls | sort; date; cat /etc/passwd; python3 -c 'print(1)'"
subprocess.run(command, shell=True, check=True, stdout=subprocess.DEVNULL)
