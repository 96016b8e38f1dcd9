// A long <select> gets a field to search it: every single one with more than LONG choices. The select stays in the form and
// keeps its value, so that everything else (drafts, suggestions, sending) goes on with it; without this script it is used itself.
import { matching, place, plain, rowsOf } from "./choices.js";
import { each, inWord } from "./start.js";

const LONG = 12;
let made = 0;

function begin(select) {
  if (select.multiple || select.size > 1 || select.options.length <= LONG || !("popover" in HTMLElement.prototype)) return;
  const id = `combobox-${++made}`, box = document.createElement("div"), field = document.createElement("input"), list = document.createElement("div");
  let shown = [], at = -1;

  box.className = "combobox";
  Object.assign(field, { type: "text", id: `${id}-field`, autocomplete: "off", spellcheck: false, disabled: select.disabled });
  field.className = select.classList.contains("input") ? "input" : "";
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", id]]) field.setAttribute(name, value);
  for (const name of ["aria-label", "aria-describedby", "aria-invalid"]) if (select.hasAttribute(name)) field.setAttribute(name, select.getAttribute(name));
  if (select.required) field.setAttribute("aria-required", "true");
  Object.assign(list, { id, className: "combobox__list", popover: "manual" });
  list.setAttribute("role", "listbox");

  const labels = [...select.labels];
  for (const label of labels) if (label.htmlFor) label.htmlFor = field.id;
  const name = field.getAttribute("aria-label") || labels[0]?.textContent.trim();
  if (name) list.setAttribute("aria-label", name);

  select.before(box);
  box.append(field, select, list);
  select.classList.add("combobox__select");
  select.tabIndex = -1;
  select.setAttribute("aria-hidden", "true");

  const text = () => select.selectedOptions[0]?.value ? select.selectedOptions[0].label : "";
  const open = () => list.matches(":popover-open");

  function settle() {
    field.value = text();
    field.placeholder = select.options[0]?.value ? "" : select.options[0]?.label ?? "";
  }

  function draw() {
    const words = field.value === text() ? [] : field.value.split(/\s+/).map(plain).filter(Boolean);
    shown = matching(select, words);
    at = shown.findIndex((option) => option.selected && option.value);
    if (at < 0 && words.length) at = shown.length ? 0 : -1;
    list.replaceChildren(...rowsOf(shown, id));
    mark();
  }

  function mark() {
    for (const row of list.querySelectorAll("[role=option]")) row.setAttribute("aria-selected", row.id === `${id}-${at}`);
    const row = document.getElementById(`${id}-${at}`);
    if (row && open()) { field.setAttribute("aria-activedescendant", row.id); row.scrollIntoView({ block: "nearest" }); }
    else field.removeAttribute("aria-activedescendant");
  }

  function show() {
    if (open() || field.disabled) return;
    draw();
    list.showPopover();
    place(list, field);
    field.setAttribute("aria-expanded", "true");
    mark();
  }

  function hide() {
    if (open()) list.hidePopover();
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function choose(option) {
    hide();
    const other = select.value !== option.value;
    select.value = option.value;
    settle();
    if (other) for (const kind of ["input", "change"]) select.dispatchEvent(new Event(kind, { bubbles: true }));
  }

  field.addEventListener("input", (event) => { event.stopPropagation(); if (!open()) show(); draw(); });
  field.addEventListener("change", (event) => event.stopPropagation());
  field.addEventListener("click", () => (open() ? hide() : show()));
  field.addEventListener("focus", () => field.select());
  field.addEventListener("blur", () => { hide(); settle(); });
  field.addEventListener("keydown", (event) => {
    if (inWord(event)) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (!open()) return show();
      if (shown.length) { at = at < 0 ? (step > 0 ? 0 : shown.length - 1) : (at + step + shown.length) % shown.length; mark(); }
    } else if (event.key === "Enter" && open()) {
      event.preventDefault();
      if (shown[at]) choose(shown[at]);
    } else if (event.key === "Escape" && open()) {
      event.preventDefault();
      event.stopPropagation();
      hide();
      settle();
    }
  });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const row = event.target.closest("[role=option]");
    if (row) choose(shown[Number(row.id.slice(id.length + 1))]);
  });
  select.addEventListener("focus", () => field.focus());
  select.addEventListener("change", settle);
  select.form?.addEventListener("reset", () => setTimeout(settle));
  addEventListener("scroll", (event) => { if (open() && !list.contains(event.target)) place(list, field); }, { capture: true, passive: true });
  settle();
}

each("select", begin);
