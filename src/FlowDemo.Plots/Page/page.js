"use strict";
// What makes the page move: the diagram of error against evaluations, the plane, tables that sort. The numbers stand in #data.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const tip = document.getElementById("tip");
  const state = { method: null, metric: 0, budget: 0, view: "ways" };
  const colors = ["#0072b2", "#d55e00", "#009e73", "#b0578d", "#a87400", "#3a8fc4", "#777777"];
  const dashes = ["", "8 4", "8 3 2 3", "14 4", "2 4"];
  const listeners = [];

  // A change of the state is told to all who show it.
  const change = (part) => { Object.assign(state, part); listeners.forEach((show) => show()); };
  const pin = (method) => change({ method: state.method === method ? null : method });

  const make = (name, attributes = {}, ...children) => {
    const space = ["svg", "g", "line", "path", "circle", "text"].includes(name) ? "http://www.w3.org/2000/svg" : "http://www.w3.org/1999/xhtml";
    const element = document.createElementNS(space, name);
    for (const [key, value] of Object.entries(attributes)) {
      element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
  };
  const number = (x) => x === 0 ? "0" : Math.abs(x) >= 1e4 || Math.abs(x) < 1e-3 ? x.toExponential(2) : String(Number(x.toPrecision(3)));
  const figure = ([value, low, high], unit) => `${number(value)} ${unit}, 95 % interval ${number(low)} to ${number(high)}`;

  const showTip = (event, text) => {
    tip.textContent = text;
    tip.hidden = false;
    const box = event.currentTarget.getBoundingClientRect();
    tip.style.left = `${Math.max(4, Math.min(box.right + 8, window.innerWidth - tip.offsetWidth - 8))}px`;
    tip.style.top = `${Math.max(4, box.top - tip.offsetHeight - 4)}px`;
  };
  const told = (element, text, method) => {
    element.setAttribute("tabindex", "0");
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", text);
    for (const begin of ["mouseenter", "focus"]) {
      element.addEventListener(begin, (event) => showTip(event, text));
    }
    for (const end of ["mouseleave", "blur"]) {
      element.addEventListener(end, () => { tip.hidden = true; });
    }
    element.addEventListener("click", () => pin(method));
    element.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        pin(method);
      }
    });
    return element;
  };

  // Error against evaluations, both axes logarithmic.
  const chart = document.getElementById("chart");
  const height = 460, left = 70, right = 20, top = 20, bottom = 50;
  const drawChart = () => {
    // As wide as there is room for, so that letters keep their size on a phone.
    const width = Math.max(320, chart.clientWidth);
    const metric = data.metrics[state.metric];
    const points = metric.figures.flatMap((row) => row.map((f, b) => ({ f, b }))).filter(({ f }) => f && f[0] > 0);
    const svg = make("svg", { viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": `${metric.id} against NFE` });
    if (points.length > 0) {
      const logs = points.map(({ f }) => Math.log10(f[0]));
      const [low, high] = [Math.min(...logs) - 0.1, Math.max(...logs) + 0.1];
      const budgets = data.budgets;
      const [first, last] = [Math.log(budgets[0]), Math.log(budgets[budgets.length - 1])];
      const x = (b) => first === last ? (left + width - right) / 2 : left + (Math.log(budgets[b]) - first) / (last - first) * (width - left - right);
      const y = (v) => top + (high - Math.min(high, Math.max(low, Math.log10(v)))) / (high - low) * (height - top - bottom);
      const ticks = high - low > 1.2 ? [1] : [1, 2, 5];
      for (let e = Math.floor(low); e <= high; e++) {
        for (const t of ticks.map((f) => f * 10 ** e).filter((t) => Math.log10(t) >= low && Math.log10(t) <= high)) {
          svg.append(make("line", { class: "grid", x1: left, x2: width - right, y1: y(t), y2: y(t) }));
          svg.append(make("text", { x: left - 8, y: y(t) + 4, "text-anchor": "end" }, number(t)));
        }
      }
      let end = -Infinity;
      budgets.forEach((n, b) => {
        if (x(b) - end > 26) {
          svg.append(make("text", { x: x(b), y: height - bottom + 20, "text-anchor": "middle" }, String(n)));
          end = x(b);
        }
      });
      svg.append(make("text", { x: (left + width) / 2, y: height - 8, "text-anchor": "middle" }, "velocity evaluations per sample (NFE)"));
      svg.append(make("text", { x: 16, y: height / 2, "text-anchor": "middle", transform: `rotate(-90 16 ${height / 2})` }, `${metric.id} [${metric.unit}]`));
      metric.figures.forEach((row, m) => {
        const color = colors[m % colors.length];
        const faded = state.method !== null && state.method !== m ? "faded" : "";
        const group = make("g", { class: faded });
        const known = row.map((f, b) => ({ f, b })).filter(({ f }) => f && f[0] > 0);
        const way = known.map(({ f, b }, i) => `${i ? "L" : "M"}${x(b).toFixed(1)} ${y(f[0]).toFixed(1)}`).join("");
        group.append(make("path", { class: "way", d: way, stroke: color, "stroke-dasharray": dashes[Math.floor(m / colors.length) % dashes.length] }));
        for (const { f, b } of known) {
          group.append(make("line", { x1: x(b), x2: x(b), y1: y(Math.max(f[1], 1e-300)), y2: y(f[2]), stroke: color }));
          group.append(told(
            make("circle", { class: "point", cx: x(b), cy: y(f[0]), r: 5, fill: color }),
            `${data.methods[m]} at NFE ${data.budgets[b]}: ${metric.id} ${figure(f, metric.unit)}`, m));
        }
        svg.append(group);
      });
    }
    const keys = make("ul", { class: "keys" });
    data.methods.forEach((name, m) => {
      const key = make("button", { type: "button", "aria-pressed": String(state.method === m) });
      key.append(make("span", { style: `color:${colors[m % colors.length]}`, "aria-hidden": "true" }, "● "), name);
      key.addEventListener("click", () => pin(m));
      keys.append(make("li", {}, key));
    });
    // What had the focus has it again in the new diagram.
    const focused = [...chart.querySelectorAll("[role=button], .keys button")].indexOf(document.activeElement);
    chart.replaceChildren(svg, keys);
    if (focused >= 0) {
      chart.querySelectorAll("[role=button], .keys button")[focused]?.focus();
      tip.hidden = true;
    }
  };
  const figureChoice = document.getElementById("metric");
  figureChoice.addEventListener("change", () => change({ metric: Number(figureChoice.value) }));
  listeners.push(drawChart);
  window.addEventListener("resize", drawChart);

  // The plane: where samples go under one method at one budget.
  const plane = data.plane;
  const numbers = (text) => {
    const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    return new Int16Array(bytes.buffer);
  };
  if (plane) {
    const exact = numbers(plane.exact), noise = numbers(plane.noise);
    const canvas = document.getElementById("plane-canvas"), slider = document.getElementById("plane-nfe");
    const choice = document.getElementById("plane-method"), words = document.getElementById("plane-words");
    const names = [...new Set(plane.runs.map((r) => r.method))];
    names.forEach((m) => choice.append(make("option", { value: m }, data.methods[m])));
    const unit = 16384, size = canvas.width;
    const at = (values, i) => [(values[2 * i] / unit + 1) * size / 2, (1 - values[2 * i + 1] / unit) * size / 2];
    const drawPlane = () => {
      const shown = state.method !== null && names.includes(state.method) ? state.method : Number(choice.value);
      choice.value = shown;
      const runs = plane.runs.filter((r) => r.method === shown);
      slider.max = runs.length - 1;
      const run = runs.reduce((best, r) => Math.abs(r.nfe - plane.budgets[state.budget]) < Math.abs(best.nfe - plane.budgets[state.budget]) ? r : best);
      slider.value = runs.indexOf(run);
      slider.setAttribute("aria-valuetext", `NFE ${run.nfe}`);
      const states = numbers(run.states), count = plane.points;
      const style = getComputedStyle(document.documentElement);
      const color = (name) => style.getPropertyValue(name).trim();
      const c = canvas.getContext("2d");
      c.clearRect(0, 0, size, size);
      const dot = (values, i, r) => { const [x, y] = at(values, i); c.beginPath(); c.arc(x, y, r, 0, 7); c.fill(); };
      const ends = states.subarray(states.length - 2 * count);
      const miss = (i) => Math.hypot(ends[2 * i] - exact[2 * i], ends[2 * i + 1] - exact[2 * i + 1]) / unit * plane.half;
      if (state.view === "error") {
        for (let i = 0; i < count; i++) {
          // From blue, a thousandth of the window, to red, all of it.
          const share = Math.min(1, Math.max(0, 1 + Math.log10(miss(i) / plane.half + 1e-9) / 3));
          c.fillStyle = `hsl(${220 - 220 * share} 80% 50%)`;
          dot(noise, i, 5);
        }
      } else {
        c.fillStyle = color("--exact");
        for (let i = 0; i < count; i++) {
          dot(exact, i, 4);
        }
        if (state.view === "ways") {
          c.strokeStyle = color("--one");
          c.lineWidth = 1.5;
          for (let i = 0; i < Math.min(count, 60); i++) {
            c.beginPath();
            for (let k = 0; k < states.length / 2 / count; k++) {
              const [x, y] = at(states.subarray(2 * count * k), i);
              k ? c.lineTo(x, y) : c.moveTo(x, y);
            }
            c.stroke();
          }
        }
        c.fillStyle = color("--two");
        for (let i = 0; i < count; i++) {
          dot(ends, i, 3);
        }
      }
      const all = Array.from({ length: count }, (_, i) => miss(i));
      const mean = Math.sqrt(all.reduce((sum, m) => sum + m * m, 0) / count);
      words.textContent = `${data.methods[shown]} at NFE ${run.nfe}: ${run.steps} steps; these ${count} samples miss by ${number(mean)} ${plane.unit} (root mean square).`;
    };
    slider.addEventListener("input", () => {
      const shown = Number(choice.value);
      const run = plane.runs.filter((r) => r.method === shown)[Number(slider.value)];
      change({ budget: plane.budgets.indexOf(run.nfe) });
    });
    choice.addEventListener("change", () => change({ method: Number(choice.value) }));
    for (const radio of document.querySelectorAll("input[name=plane-view]")) {
      radio.addEventListener("change", () => change({ view: radio.value }));
    }
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawPlane);
    listeners.push(drawPlane);
  }

  // Tables: a click on a head sorts, a click on a method pins it.
  for (const table of document.querySelectorAll("table.figures")) {
    const body = table.tBodies[0], rows = [...body.rows];
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = make("button", { type: "button" }, head.textContent);
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const rises = head.getAttribute("aria-sort") !== "ascending";
        heads.forEach((h) => h.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", rises ? "ascending" : "descending");
        const key = (row) => column === 0 ? row.cells[0].textContent : Number(row.cells[column].dataset.value ?? Infinity);
        const order = (a, b) => column === 0 ? key(a).localeCompare(key(b), "en") : key(a) - key(b) || 0;
        body.append(...[...rows].sort((a, b) => rises ? order(a, b) : order(b, a)));
      });
    });
    for (const row of rows) {
      const method = data.methods.indexOf(row.cells[0].textContent);
      if (method >= 0) {
        const button = make("button", { type: "button" }, data.methods[method]);
        row.cells[0].replaceChildren(button);
        button.addEventListener("click", () => pin(method));
        listeners.push(() => {
          row.classList.toggle("pinned", state.method === method);
          button.setAttribute("aria-pressed", String(state.method === method));
        });
      }
    }
  }

  for (const button of document.querySelectorAll("button.copy")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const source = document.getElementById(button.dataset.from);
      try {
        await navigator.clipboard.writeText(source.textContent);
        button.textContent = "copied";
      } catch {
        // A browser that gives no page the clipboard: marked, the text is one key press from there.
        window.getSelection().selectAllChildren(source);
        button.textContent = "marked; press Ctrl+C";
      }
    });
  }
  change({});
})();
