// Search as you type: <input data-lookup="/desk/who/?q=" data-lookup-into="#hits" data-lookup-from="2">; the server answers HTML.
// Arrow keys go from the field into [data-hit] elements; Enter in the field chooses the first, unless it is only to look at
// ([data-hit="look"]). A hit with data-fill='{"name": "value"}' fills the fields of the form.
import { calm, each, inWord } from "./start.js";

function fill(form, values) {
  for (const [name, value] of Object.entries(values)) {
    const field = form?.elements[name];
    if (!field) continue;
    if (field instanceof RadioNodeList) field.value = value;
    else if (field.type === "checkbox") field.checked = Boolean(value);
    else field.value = value ?? "";
    (field[0] ?? field).dispatchEvent(new Event("change", { bubbles: true }));
  }
}

each("[data-lookup]", (field) => {
  const into = document.querySelector(field.dataset.lookupInto), from = Number(field.dataset.lookupFrom) || 1;
  if (!into) return;
  let asked, last = null;
  const url = (words) => field.dataset.lookup + (field.dataset.lookup.includes("?") ? "" : "?q=") + encodeURIComponent(words);
  const put = (html) => { into.innerHTML = html; window.htmx?.process(into); document.dispatchEvent(new CustomEvent("htmx:load", { detail: { elt: into } })); };

  const ask = calm(180, async () => {
    const words = field.value.trim();
    if (words === last) return;
    last = words;
    asked?.abort();
    if (words.length < from) return put("");
    asked = new AbortController();
    into.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(url(words), { signal: asked.signal, headers: { "HX-Request": "true" } });
      if (answer.ok) put(await answer.text());
    } catch (error) {
      if (error.name !== "AbortError") last = null;
    } finally { into.removeAttribute("aria-busy"); }
  });

  field.addEventListener("input", (event) => event.isComposing || ask());
  field.addEventListener("compositionend", ask);

  const hits = () => [...into.querySelectorAll("[data-hit]")];
  field.addEventListener("keydown", (event) => {
    if (inWord(event)) return;
    if (event.key === "ArrowDown" && hits().length) { event.preventDefault(); hits()[0].focus(); }
    const first = hits().find((hit) => hit.dataset.hit !== "look");
    if (event.key === "Enter" && first && field.dataset.lookupEnter !== undefined) { event.preventDefault(); first.click(); }
  });
  into.addEventListener("keydown", (event) => {
    const all = hits(), here = all.indexOf(document.activeElement), step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (here < 0 || !step) return;
    event.preventDefault();
    (all[here + step] ?? (step < 0 ? field : all[here])).focus();
  });
  into.addEventListener("click", (event) => {
    const hit = event.target.closest("[data-fill]");
    if (!hit) return;
    event.preventDefault();
    fill(field.form, JSON.parse(hit.dataset.fill));
    hit.dispatchEvent(new CustomEvent("lookup:chosen", { bubbles: true }));
  });
});
