// Makes a panel of a figure's unfolded steps. `explore(name, kind, data)` looks for the figure in the page; what it
// shows, it reads from there. Nothing is fetched, and no key pressed here reaches the notebook.
function explore(name, kind, data) {
  "use strict";

  // ── parts of a panel ──

  function make(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes || {})) node.setAttribute(key, value);
    node.append(...children);
    // JupyterLab and Notebook leave alone what is pressed on an element that says this, and on no other.
    if (/^(button|input|select|summary)$/.test(tag) || "tabindex" in node.attributes)
      node.setAttribute("data-lm-suppress-shortcuts", "true");
    return node;
  }

  const row = (...children) => make("div", { class: "explore-row" }, ...children);
  const number = (x) => (Number.isFinite(x) ? String(Number(x.toPrecision(3))).replace("-", "−") : "no number");
  const list = (root, selector) => [...root.querySelectorAll(selector)];

  function button(text, act) {
    const node = make("button", { type: "button" }, text);
    node.addEventListener("click", act);
    return node;
  }

  function select(label, names, act) {
    const node = make("select", {}, ...names.map((text, i) => make("option", { value: i }, text)));
    node.addEventListener("change", () => act(Number(node.value)));
    return { node, label: make("label", {}, label + " ", node) };
  }

  // Back, a slider, Next, and Play where time is what passes.
  function stepper(label, count, start, act, milliseconds) {
    let at = start, timer = null;
    const range = make("input", { type: "range", min: 0, max: count - 1, step: 1, value: at, "aria-label": label });
    const back = button("◀ Back", () => go(at - 1));
    const next = button("Next ▶", () => go(at + 1));
    const play = button("Play", () => (timer ? stop() : begin()));
    function stop() {
      clearInterval(timer);
      timer = null;
      play.textContent = "Play";
    }
    function begin() {
      if (at >= count - 1) go(0);
      play.textContent = "Stop";
      timer = setInterval(() => (range.isConnected && at < count - 1 ? go(at + 1) : stop()), milliseconds);
    }
    function go(to) {
      at = Math.max(0, Math.min(count - 1, to));
      range.value = at;
      for (const [node, end] of [[back, 0], [next, count - 1]])
        if (node !== document.activeElement) node.disabled = at === end;
      range.setAttribute("aria-valuetext", act(at) || "");
    }
    range.addEventListener("input", () => go(Number(range.value)));
    return { node: row(back, range, next, ...(milliseconds ? [play] : [])), go };
  }

  // ── what the page holds ──

  function read(root) {
    return list(root, "details.part").map((part) => {
      const image = part.querySelector("img");
      return {
        name: part.querySelector("summary").textContent,
        image,
        words: part.querySelector("div"),
        drawn: image.src.startsWith("data:image/svg") ? drawn(image) : null,
      };
    });
  }

  // The picture as a part of the page, so that its lines can be lit up; what it says is the image's alternative text.
  function drawn(image) {
    const bytes = Uint8Array.from(atob(image.src.split(",")[1]), (c) => c.charCodeAt(0));
    const text = new TextDecoder().decode(bytes);
    const svg = document.importNode(new DOMParser().parseFromString(text, "image/svg+xml").documentElement, true);
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", image.alt);
    return svg;
  }

  function panel(root, ...sides) {
    const title = root.querySelector("strong").textContent;
    const node = make("div", { class: "explore-panel", role: "group", "aria-label": title, tabindex: -1 }, ...sides);
    for (const part of list(root, "details.part, details.follow")) part.remove();
    root.append(node);
    return node;
  }

  const svgNode = (tag, attributes) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return node;
  };

  // ── the figures ──

  // The network: one step at a time; one entry of the gradient is followed through all of them.
  function steps(root) {
    const parts = read(root);
    const entries = list(root, "details.follow li");
    const picture = make("div", { class: "explore-picture" });
    const said = make("div", { "aria-live": "polite" });
    const followed = make("p", { "aria-live": "polite" });
    let [k, i, j] = [Infinity, 0, 0];
    function light() { // the weight, the edges from the unit that it leads to, and all above them
      for (const edge of list(picture, "[data-edge]")) {
        const [layer, to, from] = edge.dataset.edge.split(",").map(Number);
        const on = layer === k ? to === i && from === j : layer === k + 1 ? from === i : layer > k + 1;
        edge.classList.toggle("on", on);
      }
    }
    function show(at) {
      const part = parts[at];
      picture.replaceChildren(part.drawn);
      said.replaceChildren(make("p", {}, make("b", {}, part.name), ` (of ${parts.length})`), part.words);
      light();
      return part.name;
    }
    const names = ["no entry", ...entries.map((item) => "∂𝓛/∂" + item.dataset.entry)];
    const follow = select("Follow", names, (chosen) => {
      const item = entries[chosen - 1];
      [k, i, j] = item ? item.dataset.edge.split(",").map(Number) : [Infinity, 0, 0];
      followed.textContent = item ? item.textContent : "";
      light();
    });
    const walk = stepper("step", parts.length, data.start, show);
    const side = make("div", {}, walk.node, said, ...(entries.length ? [row(follow.label), followed] : []));
    panel(root, make("div", { class: "explore-sides" }, picture, side));
    walk.go(data.start);
  }

  // One parameter is moved; the dot is the loss of the student's own forward pass there.
  function nudge(root) {
    const parts = read(root);
    const picture = make("div", { class: "explore-picture" });
    const said = make("p", { "aria-live": "polite" });
    let chosen = 0;
    const middle = (data.moves.length - 1) / 2;
    function show(i) {
      const { name, loss, slope, x, y, at } = data.parameters[chosen];
      const svg = parts[chosen].drawn;
      picture.replaceChildren(svg);
      for (const old of list(svg, ".moved")) old.remove();
      if (Number.isFinite(y[i])) svg.append(svgNode("circle", { class: "moved", cx: x[i], cy: y[i], r: 6, fill: data.colour }));
      const move = data.moves[i];
      const told = `${name} = ${number(at + move)}, moved by ${number(move)}. Your forward pass: loss ${number(loss[i])}. `
        + `Your gradient promises ${number(loss[middle] + slope * move)}, as its slope is ${number(slope)}.`;
      said.textContent = told;
      return told;
    }
    const slider = stepper("move the parameter by", data.moves.length, middle, show);
    const chooser = select("Parameter", data.parameters.map((one) => one.name), (i) => {
      chosen = i;
      slider.go(middle);
    });
    chooser.node.value = chosen = data.start;
    panel(root, make("div", { class: "explore-sides" }, picture, make("div", {}, row(chooser.label), slider.node, said)));
    slider.go(middle);
  }

  // Two runs side by side, frame by frame: each run is one picture with a frame for each time.
  function film(root) {
    const parts = read(root);
    const views = data.shown.map((run) => {
      const canvas = make("canvas", { width: data.side, height: data.side, role: "img" });
      const said = make("p", {});
      const view = { run, canvas, said };
      const chooser = select("Run", parts.map((part) => part.name), (i) => {
        view.run = i;
        draw(view);
      });
      chooser.node.value = run;
      view.node = make("div", {}, row(chooser.label), canvas, said);
      return view;
    });
    let frame = data.start;
    function draw({ run, canvas, said }) {
      const { image } = parts[run];
      const told = data.runs[run][frame];
      const i = frame;
      const context = canvas.getContext("2d");
      const paint = () => {
        context.clearRect(0, 0, data.side, data.side);
        const [left, top] = [(i % data.across) * data.side, Math.floor(i / data.across) * data.side];
        context.drawImage(image, left, top, data.side, data.side, 0, 0, data.side, data.side);
      };
      image.complete ? paint() : image.addEventListener("load", paint, { once: true });
      said.textContent = told;
      canvas.setAttribute("aria-label", `${parts[run].name}: ${told}`);
    }
    const time = stepper("iteration", data.times.length, frame, (i) => {
      frame = i;
      views.forEach(draw);
      return `t = ${data.times[i]}`;
    }, 450);
    const sides = make("div", { class: "explore-sides explore-picture" }, ...views.map((view) => view.node));
    sides.style.maxWidth = "none";
    panel(root, time.node, sides);
    time.go(frame);
  }

  // All optimizers roll at once; each can be left out.
  function race(root) {
    const [part] = read(root);
    const picture = make("div", { class: "explore-picture" }, part.drawn);
    const said = make("div", { "aria-live": "polite" });
    const boxes = data.runs.map(({ name }) => {
      const box = make("input", { type: "checkbox", checked: "" });
      box.addEventListener("change", () => time.go(now));
      return { box, label: make("label", {}, box, " " + name) };
    });
    let now = data.start;
    const time = stepper("step", data.count + 1, now, (t) => {
      now = t;
      const told = data.runs.map((run, i) => {
        const there = Math.min(t, run.x.length - 1);
        const path = picture.querySelector(`[data-run="${i}"]`);
        const dot = picture.querySelector(`[data-dot="${i}"]`);
        for (const node of [path, dot]) node.style.display = boxes[i].box.checked ? "" : "none";
        path.setAttribute("points", run.x.slice(0, there + 1).map((x, j) => `${x},${run.y[j]}`).join(" "));
        dot.setAttribute("cx", run.x[there]);
        dot.setAttribute("cy", run.y[there]);
        return `${run.name}: height ${number(run.height[there])}${there < t ? ", then no number" : ""}`;
      });
      said.replaceChildren(make("p", {}, make("b", {}, `After ${t} steps`)), ...told.map((text) => make("p", {}, text)));
      return `${t} steps: ${told.join("; ")}`;
    }, 120);
    const side = make("div", {}, row(...boxes.map(({ label }) => label)), said);
    panel(root, time.node, make("div", { class: "explore-sides" }, picture, side));
    time.go(now);
  }

  for (const root of list(document, `[data-name="${name}"]:not([data-live])`)) {
    root.setAttribute("data-live", "");
    ({ steps, nudge, film, race })[kind](root);
    for (const summary of list(root, "summary")) summary.setAttribute("data-lm-suppress-shortcuts", "true");
  }
}
