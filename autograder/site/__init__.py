"""The browser edition: a static site in which the notebooks run in the browser itself, with nothing installed.

`edition.build` is the door. The site has a start page, the notebooks to read, the documents for teaching staff, and in
`work/` JupyterLite (`builder`) with the released notebooks byte for byte. Python is Pyodide (`pyodide`), from its CDN
or from a folder that is copied into the site; `lab` and the data come as packages (`wheels`) that Pyodide loads when a
cell imports them. What a student saves stays in the browser; `pages/start.js` shows it, packs it, and says where a
saved notebook is older than the published one.
"""
