// Ctrl-K: whatever carries [data-palette] on the page, and what <body data-palette-url="/find/?q="> answers
// (JSON: [{ "text", "sub", "url" }]).
import { calm, inWord, say } from "./start.js";

const dialog = document.getElementById("palette");

function gathered() {
  const seen = new Set(), found = [];
  for (const element of document.querySelectorAll("[data-palette]")) {
    const text = element.dataset.palette || element.textContent.trim();
    if (seen.has(text)) continue;
    seen.add(text);
    found.push({ text, sub: element.dataset.key?.toUpperCase() ?? "", go: () => element.click() });
  }
  return found;
}

function begin() {
  const field = dialog.querySelector("input"), list = dialog.querySelector("[role=listbox]");
  const url = document.body.dataset.paletteUrl;
  let here = [], there = [], chosen = 0, asked;

  const hits = () => [...here.filter(({ text }) => text.toLowerCase().includes(field.value.trim().toLowerCase())), ...there];

  function draw() {
    const rows = hits();
    chosen = Math.max(0, Math.min(chosen, rows.length - 1));
    list.replaceChildren(...rows.map((hit, at) => {
      const row = document.createElement("div"), words = document.createElement("span"), sub = document.createElement("small");
      Object.assign(row, { className: "palette__hit", id: `palette-${at}` });
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", at === chosen);
      words.textContent = hit.text;
      sub.textContent = hit.sub ?? "";
      row.append(words, sub);
      row.addEventListener("click", () => go(hit));
      row.addEventListener("mousemove", () => { if (chosen !== at) { chosen = at; mark(); } });
      return row;
    }));
    if (!rows.length) list.append(Object.assign(document.createElement("p"), { className: "palette__none", textContent: say("nothing") }));
    mark();
  }

  function mark() {
    [...list.querySelectorAll("[role=option]")].forEach((row, at) => row.setAttribute("aria-selected", at === chosen));
    const row = document.getElementById(`palette-${chosen}`);
    if (row) { field.setAttribute("aria-activedescendant", row.id); row.scrollIntoView({ block: "nearest" }); }
    else field.removeAttribute("aria-activedescendant");
  }

  function go(hit) {
    dialog.close();
    if (hit.go) hit.go(); else location.assign(hit.url);
  }

  const ask = calm(160, async () => {
    asked?.abort();
    const words = field.value.trim();
    if (!url || !words) { there = []; return draw(); }
    asked = new AbortController();
    try {
      const answer = await fetch(url + (url.includes("?") ? "" : "?q=") + encodeURIComponent(words), { signal: asked.signal, headers: { Accept: "application/json" } });
      if (answer.ok) { there = await answer.json(); draw(); }
    } catch (error) { if (error.name !== "AbortError") there = []; }
  });

  field.addEventListener("input", () => { chosen = 0; draw(); ask(); });
  field.addEventListener("keydown", (event) => {
    if (inWord(event)) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { const n = hits().length; if (n) { chosen = (chosen + step + n) % n; mark(); } event.preventDefault(); }
    if (event.key === "Enter") { event.preventDefault(); const hit = hits()[chosen]; if (hit) go(hit); }
  });
  dialog.addEventListener("dialog:open", () => { here = gathered(); there = []; chosen = 0; field.value = ""; draw(); field.focus(); });
}

if (dialog) begin();
