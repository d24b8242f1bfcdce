// The start page: what is saved in this browser, where it is older than what is published, and how to get it out.
// It reads what JupyterLite has stored, and adds to it a published notebook beside the student's; it changes nothing else.

const ASSIGNMENT = document.getElementById("start").dataset.assignment;
const DATABASE = `JupyterLite Storage - ${new URL("work/", document.baseURI).pathname}`;
const FILES = "files";
const say = (id, text) => (document.getElementById(id).textContent = text);

const answer = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

// What `use` makes of JupyterLite's store of files; `otherwise`, where nothing has been saved yet.
async function withFiles(mode, use, otherwise) {
  const request = indexedDB.open(DATABASE);
  request.onupgradeneeded = () => request.transaction.abort(); // there was none: leave it to JupyterLite to make it
  let database;
  try {
    database = await answer(request);
  } catch {
    return otherwise;
  }
  try {
    if (!database.objectStoreNames.contains(FILES)) return otherwise;
    return await use(database.transaction(FILES, mode).objectStore(FILES));
  } finally {
    database.close();
  }
}

// Every saved file, by its path.
async function saved() {
  const read = async (store) => {
    const [keys, values] = await Promise.all([answer(store.getAllKeys()), answer(store.getAll())]);
    return new Map(keys.map((key, i) => [key, values[i]]).filter(([, file]) => file && file.type !== "directory"));
  };
  return withFiles("readonly", read, new Map());
}

function bytesOf(file) {
  if (file.type === "notebook" || file.format === "json") {
    return new TextEncoder().encode(`${JSON.stringify(file.content, null, 1)}\n`);
  }
  if (file.format === "base64") return Uint8Array.from(atob(file.content), (letter) => letter.charCodeAt(0));
  return new TextEncoder().encode(file.content ?? "");
}

function offer(name, parts, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(parts, { type }));
  link.download = name;
  link.textContent = name;
  return link;
}

// ---- a zip of files that are stored as they are

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let bit = 0; bit < 8; bit++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n;
});
const checksum = (bytes) => ~bytes.reduce((crc, byte) => TABLE[(crc ^ byte) & 255] ^ (crc >>> 8), -1) >>> 0;
const numbers = (...pairs) => {
  const view = new DataView(new ArrayBuffer(pairs.reduce((size, [, width]) => size + width, 0)));
  let at = 0;
  for (const [value, width] of pairs) {
    if (width === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += width;
  }
  return new Uint8Array(view.buffer);
};

// The parts of a zip of `files`: [name, bytes, Date] each. Times are of the local clock, as zips have them.
export function zipped(files) {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const [name, bytes, moment] of files) {
    const path = new TextEncoder().encode(name);
    const time = (moment.getHours() << 11) | (moment.getMinutes() << 5) | (moment.getSeconds() >> 1);
    const day = ((moment.getFullYear() - 1980) << 9) | ((moment.getMonth() + 1) << 5) | moment.getDate();
    const common = [[20, 2], [0x800, 2], [0, 2], [time, 2], [day, 2], [checksum(bytes), 4], [bytes.length, 4],
      [bytes.length, 4], [path.length, 2], [0, 2]]; // prettier-ignore
    directory.push(numbers([0x02014b50, 4], [20, 2], ...common, [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]), path);
    const head = numbers([0x04034b50, 4], ...common);
    parts.push(head, path, bytes);
    offset += head.length + path.length + bytes.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const count = directory.length / 2;
  const end = numbers([0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [size, 4], [offset, 4], [0, 2]);
  return [...parts, ...directory, end];
}

// ---- saved notebooks and published ones

const source = (cell) => (Array.isArray(cell.source) ? cell.source.join("") : cell.source);
const isTheirs = (cell) => cell.metadata?.nbgrader?.solution === true;

// The published cells of ours that are not as published in a saved notebook: [published, saved or undefined] each.
export function differing(mine, published) {
  const byId = new Map(mine.cells.map((cell) => [cell.id, cell]));
  const pairs = published.cells.filter((cell) => !isTheirs(cell)).map((cell) => [cell, byId.get(cell.id)]);
  return pairs.filter(([cell, own]) => !own || source(own).trimEnd() !== source(cell).trimEnd());
}

function beside(title, text) {
  const box = document.createElement("div");
  const heading = document.createElement("p");
  const shown = document.createElement("pre");
  heading.textContent = title;
  shown.textContent = text;
  box.append(heading, shown);
  return box;
}

// Save the published notebook beside the student's own, under a name that nothing has yet; that name.
async function putBeside(name, content) {
  const files = await saved();
  let path = `${name}.published.ipynb`;
  for (let n = 2; files.has(path); n++) path = `${name}.published-${n}.ipynb`;
  const now = new Date().toISOString();
  const model = { name: path, path, type: "notebook", format: "json", mimetype: "application/json", content,
    size: JSON.stringify(content).length, created: now, last_modified: now, writable: true }; // prettier-ignore
  await withFiles("readwrite", (store) => answer(store.add(model, path)));
  return path;
}

function difference(name, pairs, published) {
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  const where = pairs.length === 1 ? "one place" : `${pairs.length} places`;
  summary.textContent = `The published notebook differs from yours in ${where} outside your answers: compare`;
  const how = document.createElement("p");
  how.textContent =
    "It was corrected since you began, or you changed these cells. Yours stays as it is, and is what you hand in.";
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Put the published one beside mine";
  button.addEventListener("click", async () => {
    const path = await putBeside(name, published);
    const link = document.createElement("a");
    link.href = `work/lab/index.html?path=${encodeURIComponent(path)}`;
    link.textContent = `open ${path}, beside yours`;
    button.replaceWith(link);
    link.focus();
  });
  details.append(summary, how, button);
  for (const [cell, own] of pairs) {
    const row = document.createElement("div");
    row.className = "beside";
    row.append(beside("Yours", own ? source(own) : "(not there)"), beside("Published", source(cell)));
    details.append(row);
  }
  return details;
}

async function showState(item, files) {
  const name = item.dataset.notebook;
  const file = files.get(`${name}.ipynb`);
  if (!file) return;
  const when = new Date(file.last_modified);
  item.querySelector(".state").textContent = `Saved here ${when.toLocaleString()}`;
  const published = await (await fetch(`work/files/${name}.ipynb`, { cache: "no-cache" })).json();
  const pairs = differing(file.content, published);
  if (pairs.length) item.append(difference(name, pairs, published));
}

function showZips(files) {
  const zips = [...files].filter(([path]) => path.startsWith(`${ASSIGNMENT}_`) && path.endsWith(".zip"));
  if (!zips.length) return;
  const items = zips.map(([path, file]) => {
    const item = document.createElement("li");
    const when = ` of ${new Date(file.last_modified).toLocaleString()}`;
    item.append(offer(path, [bytesOf(file)], "application/zip"), when);
    return item;
  });
  document.getElementById("zips").replaceChildren(...items);
}

async function download() {
  const files = [...(await saved())].filter(([path]) => !path.includes("checkpoints"));
  if (!files.length) return say("downloaded", "Nothing is saved in this browser yet.");
  const packed = files.map(([path, file]) => [path, bytesOf(file), new Date(file.last_modified)]);
  offer(`${ASSIGNMENT}-my-work.zip`, zipped(packed), "application/zip").click();
  say("downloaded", `${files.length} files packed.`);
}

async function persist(ask) {
  if (!navigator.storage?.persist) return say("persistence", "This browser does not say how long it keeps what it stores.");
  const kept = (await navigator.storage.persisted()) || (ask && (await navigator.storage.persist()));
  document.getElementById("keep").hidden = kept;
  say("persistence", kept ? "The browser keeps it until you delete it." : "The browser may delete it when the disk is full.");
}

function warn() {
  const safe = window.isSecureContext && "serviceWorker" in navigator && "indexedDB" in window;
  if (safe) return;
  const box = document.getElementById("trouble");
  box.textContent =
    "The notebooks can't run here: this page needs https and an ordinary window, not a private one. You can read them.";
  box.hidden = false;
}

async function show() {
  warn();
  const files = await saved();
  showZips(files);
  document.getElementById("keep").addEventListener("click", () => persist(true));
  document.getElementById("download").addEventListener("click", download);
  await persist(files.size > 0);
  await Promise.all([...document.querySelectorAll("[data-notebook]")].map((item) => showState(item, files)));
  document.body.dataset.shown = "all";
}

show();
