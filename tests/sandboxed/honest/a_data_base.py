import sqlite3

base = sqlite3.connect("numbers.db")
base.execute("create table losses (step, loss)")
base.execute("insert into losses values (1, 0.5)")
base.commit()
assert sqlite3.connect("numbers.db").execute("select loss from losses").fetchall() == [(0.5,)]
