for command in ("%cd /", "%run /data/README.md", "%load_ext autoreload", "%history -g", "%writefile /etc/passwd x",
                "!cat /etc/shadow && echo bre''ached", "!kill -9 1", "%%bash\necho hi > /tmp/attack-canary/secret && echo bre''ached",
                "%debug", "%xdel np", "%reset -f in", "%automagic", "%who", "%pip install evil", "exit"):
    try:
        get_ipython().run_cell(command, silent=True)
    except BaseException:
        pass
print("tried")
