// What was read from a letter fills the fields that are empty still; each says so until a person has changed it.
import { each } from "../../ui/js/start.js";

each("[data-letter]", (told) => {
  const form = document.getElementById("intake"), values = JSON.parse(told.dataset.letter);
  for (const [name, value] of Object.entries(values)) {
    const field = form.elements[name];
    if (!field || field.value) continue;
    put(field, value);
    mark(field, told.dataset.check);
  }
  const search = form.elements.q;
  if (!search.value && !("known" in form.dataset)) put(search, values.contact ?? values.unit ?? "");
});

function put(field, value) {
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function mark(field, words) {
  const hint = Object.assign(document.createElement("p"), { className: "field__hint", id: `${field.id}_read`, textContent: words });
  field.before(hint);
  field.setAttribute("aria-describedby", hint.id);
  field.addEventListener("change", () => { hint.remove(); field.removeAttribute("aria-describedby"); }, { once: true });
}
