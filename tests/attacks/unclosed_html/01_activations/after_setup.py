from IPython.display import HTML, display

print("tried")
for tag in ("<b>", "<div><p>", "<table>", "<!--", "<script>", "<a href='"):
    display(HTML(tag * (30_000 // len(tag))))
