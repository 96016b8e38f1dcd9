// <form data-keep="name">: what is typed survives an error, a reload and a lost connection, in this tab only.
// Empty fields are filled again; what the server says is overwritten only where the same words stood when one typed.
// A tab in which another person has signed in forgets what the former one typed.
// Passwords, files and hidden fields are never kept. A button with a formaction does not record the words: the draft stays.
import { calm, each, say } from "./start.js";
import { toast } from "./toast.js";

const KEY = "heed-draft:", OWNER = "heed-drafts-of";
const name = (form) => KEY + form.dataset.keep;
const kept = (field) => field.name && !["password", "file", "hidden", "submit", "button"].includes(field.type);

function read(key) {
  try { return JSON.parse(sessionStorage.getItem(key)); } catch { return null; }
}
function write(key, value) {
  try { value ? sessionStorage.setItem(key, JSON.stringify(value)) : sessionStorage.removeItem(key); } catch { /* full or forbidden */ }
}

const told = (form) => Object.fromEntries([...form.elements].filter((field) => kept(field) && field.defaultValue).map((field) => [field.name, field.defaultValue]));

function typed(form) {
  const values = {};
  for (const field of form.elements) {
    if (!kept(field)) continue;
    if (["checkbox", "radio"].includes(field.type)) { if (field.checked) (values[field.name] ??= []).push(field.value); }
    else if (field.value !== "") values[field.name] = [field.value];
  }
  return values;
}

function give(form, values, over = {}) {
  let given = false;
  for (const field of form.elements) {
    const was = kept(field) && values[field.name];
    if (!was) continue;
    if (["checkbox", "radio"].includes(field.type)) {
      if (was.includes(field.value) && !field.checked) field.checked = given = true;
    } else if (was[0] && field.value !== was[0] && (!field.value || field.value === over[field.name])) { field.value = was[0]; given = true; }
    else continue;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  return given;
}

const cameBack = ["reload", "back_forward"].includes(performance.getEntriesByType("navigation")[0]?.type);
const failed = document.querySelector(".error-summary, [data-failed]");

const reader = document.body.dataset.account;
const drafts = () => Object.keys(sessionStorage).filter((key) => key.startsWith(KEY));
if (reader) {
  const before = read(OWNER);
  if (before && before !== reader) drafts().forEach((key) => write(key, null));
  write(OWNER, reader);
}

// What was sent and answered well is forgotten; what ended in an error page or a refusal stays.
for (const key of drafts()) {
  const draft = read(key);
  if (draft?.sent && !cameBack) write(key, failed ? { ...draft, sent: false } : null);
}

each("form[data-keep]", (form) => {
  const draft = read(name(form)), over = (failed && draft?.over) || told(form);
  if (draft?.sent && form.querySelector(".error-summary")) write(name(form), { ...draft, sent: false });  // refused, in a dialog
  if (draft && give(form, draft.values, draft.over) && !form.querySelector(".error-summary")) toast(say("kept"), "info");
  let sent = false;
  const save = calm(300, () => sent || write(name(form), { values: typed(form), over }));
  form.addEventListener("input", () => sent || save());
  form.addEventListener("submit", (event) => {
    sent = true;
    write(name(form), { values: typed(form), over, sent: !event.submitter?.hasAttribute("formaction") });
    setTimeout(() => { sent = false; }, 1000);
  });
  form.addEventListener("reset", () => write(name(form), null));
  form.addEventListener("htmx:afterRequest", (event) => {
    if (event.target === form && event.detail.xhr.status < 400) write(name(form), null);  // htmx calls a refusal a success
  });
});
