// The desk: choosing a person, the ten cards, times with one press, and lists that send themselves.
import { each } from "../../ui/js/start.js";

// A person chosen from the hits: their card comes, their facts fold away, and the cursor goes on to what they say.
document.addEventListener("lookup:chosen", (event) => {
  const form = document.getElementById("intake");
  if (!form) return;
  const { person } = JSON.parse(event.target.closest("[data-fill]").dataset.fill);
  const hits = document.getElementById("hits");
  form.dataset.known = "";
  form.elements.q.value = form.elements.name.value;
  window.htmx?.ajax("GET", `${form.dataset.person ?? "/desk/person/"}${person}/`, { target: "#person", swap: "innerHTML" });
  hits.replaceChildren();
  form.elements.content.focus();
  read();
});

// Whoever was not found is still somebody: what was typed becomes the telephone, the home or the name it looks like.
document.addEventListener("change", ({ target }) => {
  const form = target.form;
  if (target.id !== "id_q" || !form || "known" in form.dataset) return;
  const { name, unit, contact } = form.elements, typed = target.value.trim();
  if (!typed || name.value || unit.value || contact.value) return;
  const digits = typed.replace(/\D/g, "");
  const field = digits.length >= 7 && !/^\d+(-\d+){1,3}$/.test(typed) ? contact : /\d/.test(typed) ? unit : name;
  field.value = typed;
  field.dispatchEvent(new Event("input", { bubbles: true }));
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-unchoose]")) {
    const form = document.getElementById("intake");
    for (const name of ["person", "place", "name", "unit", "contact", "q"]) form.elements[name].value = "";
    delete form.dataset.known;
    document.getElementById("person").replaceChildren();
    form.elements.q.focus();
    read();
  }
  const step = event.target.closest("[data-deck-step]");
  if (step) turn(step.closest("[data-deck]"), Number(step.dataset.deckStep));
  const picks = event.target.closest("[data-picks]");
  if (picks) {
    const radio = document.querySelector(`#intake [type=radio][name="${picks.dataset.picks}"][value="${picks.dataset.value}"]`);
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  }
  const sets = event.target.closest("[data-sets]");
  if (sets) {
    const field = document.getElementById(sets.dataset.sets);
    field.value = sets.dataset.value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    for (const each of document.querySelectorAll(`[data-sets="${sets.dataset.sets}"]`)) each.setAttribute("aria-pressed", each === sets);
  }
});

document.addEventListener("change", (event) => {
  const box = event.target;
  if (box.name === "emotion" && box.form?.elements.emotion_chosen) box.form.elements.emotion_chosen.value = "1";
  if (box.dataset?.unticks) box.form.elements[box.dataset.unticks].value = box.checked ? "" : box.value;
}, true);

const read = () => document.getElementById("reading")?.dispatchEvent(new CustomEvent("desk:read"));

// The cards: one at a time; which one is remembered while the coach speaks on.
let card = 0;

function turn(deck, by) {
  const cards = [...deck.querySelectorAll("[data-card]")];
  card = (card + by + cards.length) % cards.length;
  cards.forEach((each, at) => { each.hidden = at !== card; });
  deck.querySelector("[data-deck-at]").textContent = `${card + 1}/${cards.length}`;
}
each("[data-deck]", (deck) => turn(deck, 0));
document.addEventListener("htmx:oobAfterSwap", () => { const deck = document.querySelector("[data-deck]"); if (deck) turn(deck, 0); });

// What was typed and kept (keep.js) is read again; a person kept from before shows their card again.
each("#intake", (form) => {
  if (form.elements.person.value && !document.querySelector("#person > *")) form.elements.person.value = "";
  if (form.elements.content.value) setTimeout(read, 50);
});

each("[data-submits]", (list) => list.addEventListener("change", () => list.form.requestSubmit()));

// Dialogs chosen by one letter: y and n answer the question of consent.
document.addEventListener("keydown", (event) => {
  const dialog = document.querySelector("#director[open], #colleague[open]");
  if (!dialog || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input[type=text], input:not([type]), textarea, select")) return;
  const answer = { y: "yes", n: "no" }[event.key.toLowerCase()];
  const radio = answer && dialog.querySelector(`[name=consent][value=${answer}]`);
  if (radio) { radio.checked = true; radio.focus(); event.preventDefault(); }
});
