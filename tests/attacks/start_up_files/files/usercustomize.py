print("breached: a start-up file was run")
raise SystemExit(0)
