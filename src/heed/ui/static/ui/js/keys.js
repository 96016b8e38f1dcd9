// Keys of the desk. data-key="f" or "Ctrl+S" on a button or link presses it; [data-search] takes "/"; [data-moves] lists take j and k.
// A single letter never acts while somebody writes, nor while an input method is composing; a dialog keeps its keys to itself.
import { open } from "./dialog.js";
import { inWord, shown, writing } from "./start.js";

const pressed = (event) => `${event.ctrlKey || event.metaKey ? "Ctrl+" : ""}${event.key.length === 1 ? event.key.toLowerCase() : event.key}`;
const place = () => [...document.querySelectorAll("dialog[open]")].pop() ?? document;
const same = (a, b) => a.toLowerCase() === b.toLowerCase();

function keyed(name) {
  return [...place().querySelectorAll("[data-key]")].find((button) => same(button.dataset.key, name) && !button.disabled && shown(button));
}

function move(step) {
  const items = [...place().querySelectorAll("[data-moves] .list__link, [data-moves] [data-move]")].filter(shown);
  if (!items.length) return false;
  const here = items.indexOf(document.activeElement);
  const next = here < 0 ? (step > 0 ? 0 : items.length - 1) : Math.max(0, Math.min(items.length - 1, here + step));
  items[next].focus();
  items[next].scrollIntoView({ block: "nearest" });
  return true;
}

function teach() {
  const dialog = document.getElementById("keys"), here = dialog?.querySelector("[data-keys-here]");
  if (!dialog) return false;
  here.replaceChildren();
  for (const button of document.querySelectorAll("[data-key]")) {
    if (!shown(button) || button.dataset.key in LETTERS || button.dataset.key === "c") continue;
    const term = document.createElement("dt"), means = document.createElement("dd");
    for (const part of button.dataset.key.split("+")) {
      const cap = document.createElement("kbd");
      cap.textContent = part === "Enter" ? "↵" : part.length === 1 ? part.toUpperCase() : part;
      term.append(cap);
    }
    const copy = button.cloneNode(true);
    for (const cap of copy.querySelectorAll("kbd, svg")) cap.remove();
    means.textContent = button.getAttribute("aria-label") ?? (copy.querySelector("b") ?? copy).textContent.trim();
    here.append(term, means);
  }
  open(dialog);
  return true;
}

function search() {
  const field = [...place().querySelectorAll("[data-search]")].find(shown);
  field?.focus();
  field?.select?.();
  return Boolean(field);
}

const LETTERS = { "/": search, "?": teach, j: () => move(1), k: () => move(-1) };

/** Press a button or a label. A box or a choice changes under the hands of whoever writes: the cursor stays where it is. */
function press(button, from) {
  const control = button.control;
  (control && writing(from) && !writing(control) ? control : button).click();
}

function chord(event, name) {
  if (same(name, "Ctrl+k")) { open(document.getElementById("palette")); return Boolean(document.getElementById("palette")); }
  const button = keyed(name);
  if (button) { press(button, event.target); return true; }
  if (name === "Ctrl+Enter" && writing(event.target) && event.target.form) { event.target.form.requestSubmit(); return true; }
  return false;
}

function letter(event, name) {
  const button = keyed(name);
  if (button) { button.click(); return true; }
  return document.querySelector("dialog[open]") ? false : LETTERS[name]?.() ?? false;
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || inWord(event) || event.altKey) return;
  const name = pressed(event);
  if (name === "Escape" && writing(event.target) && !document.querySelector("dialog[open], :popover-open")) return event.target.blur();
  const acted = name.startsWith("Ctrl+") || /^F\d+$/.test(name) ? chord(event, name) : writing(event.target) ? false : letter(event, name);
  if (acted) event.preventDefault();
});

// Where only the middle of the page scrolls, the keys that scroll go to it.
document.addEventListener("keydown", (event) => {
  if (document.activeElement === document.body && ["PageDown", "PageUp", "Home", "End", " ", "ArrowDown", "ArrowUp"].includes(event.key)) {
    document.getElementById("main")?.focus({ preventScroll: true });
  }
}, true);
