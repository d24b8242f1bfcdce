// Stands in for pyodide.js where Pyodide itself comes from another address: loads it from there, with our lock, in which
// the course's own packages are found on this site.
const there = "ADDRESS";
importScripts(`${there}pyodide.js`);
const loadTheirs = self.loadPyodide;
self.loadPyodide = async (options) => {
  const ours = options.indexURL; // this folder
  const lock = await (await fetch(new URL("pyodide-lock.json", ours))).json();
  for (const entry of Object.values(lock.packages)) {
    if (entry.ours) entry.file_name = new URL(entry.file_name, ours).href;
  }
  const lockFileURL = URL.createObjectURL(new Blob([JSON.stringify(lock)], { type: "application/json" }));
  return loadTheirs({ ...options, indexURL: there, lockFileURL });
};
