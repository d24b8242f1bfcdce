print("tried")
print("\x1b[2J\x1b[H\x1b]0;owned\x07\x1b[31mred\x9b2J \u202egnp.exe\u2028 \x00\x08\x7f 10%\r99%")
