from IPython.display import HTML, SVG, Image, Javascript, Latex, Markdown, display

evil = "<script>alert(1)</script><img src=x onerror=alert(1)><style>body{display:none}</style><iframe src=//evil></iframe>"
for shown in (HTML(evil), Markdown(evil), Latex(r"\href{javascript:alert(1)}{x}"), Javascript("alert(1)")):
    display(shown)
display(SVG("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script></svg>"))
display({"image/png": "\"><script>alert(1)</script>", "text/html": evil, "application/vnd.evil+json": {}}, raw=True)
display({"text/plain": "x"}, metadata={"image/png": {"alt": "\"><script>alert(1)</script>"}}, raw=True)
print(evil and "tried")
