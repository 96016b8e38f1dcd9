// What the other modules share: words in the person's language, the server's time, and "do this for every such element".

const root = document.documentElement;
root.dataset.js = "";

const words = JSON.parse(document.getElementById("heed-words")?.textContent || "{}");

/** A sentence of base.html's JSON by its key, with %(name)s filled in. */
export function say(key, values = {}) {
  return (words[key] ?? key).replace(/%\((\w+)\)s/g, (_, name) => values[name] ?? "");
}

/** How far the person's clock is behind the server's, in ms. A page out of the cache tells nothing; the last known holds. */
function measured() {
  const nav = performance.getEntriesByType("navigation")[0];
  const fresh = nav && nav.transferSize !== 0 && nav.deliveryType !== "cache";
  const told = Date.parse(root.dataset.now);
  if (fresh && told) {
    const off = told - (performance.timeOrigin + nav.responseStart);
    try { sessionStorage.setItem("heed-offset", off); } catch { /* private windows */ }
    return off;
  }
  try { return Number(sessionStorage.getItem("heed-offset")) || 0; } catch { return 0; }
}
const offset = measured();

/** The server's time in ms, whatever the person's clock says. */
export const now = () => Date.now() + (Math.abs(offset) > 2000 ? offset : 0);

/** Whether a key belongs to an input method that is composing a word: its Enter ends the word and chooses nothing. */
export const inWord = (event) => event.isComposing || event.keyCode === 229;

/** Call `begin(element)` once for every element that matches, now and after each htmx swap. */
export function each(selector, begin) {
  const seen = new WeakSet();
  const look = (within) => {
    const found = [...within.querySelectorAll(selector)];
    if (within.matches?.(selector)) found.unshift(within);
    for (const element of found) if (!seen.has(element)) { seen.add(element); begin(element); }
  };
  look(document);
  document.addEventListener("htmx:load", (event) => look(event.detail.elt));
}

/** Whether the person is writing in this element (then keys are letters). */
export function writing(element) {
  return Boolean(element?.closest?.("textarea, select, [contenteditable]:not([contenteditable=false]), input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=range], [type=file])"));
}

export const shown = (element) => element.checkVisibility ? element.checkVisibility() : element.offsetParent !== null;

/** Wait until `ms` have passed without another call. */
export function calm(ms, act) {
  let timer;
  return (...args) => { clearTimeout(timer); timer = setTimeout(() => act(...args), ms); };
}
