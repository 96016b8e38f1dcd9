// The report: one step at a time, photos made small, all of it kept on this telephone until it has arrived.
import { calm, each, say } from "../../ui/js/start.js";
import { toast } from "../../ui/js/toast.js";
import { shown } from "../../ui/js/files.js";
import { forget, keep, kept } from "./kept.js";
import { small } from "./shrink.js";
import { sendWhenConnected } from "./connection.js";

const quietly = (promise) => promise.catch(() => null); // a browser that keeps nothing: the form works as ever

/** The pickers of the zone add to one list, which the last of them carries; gives functions to read and to add. */
function photosOf(form, changed) {
  const zone = form.querySelector("[data-photos]"), list = zone.querySelector(".drop__files");
  const pickers = [...zone.querySelectorAll("input[type=file]")], carrier = pickers.at(-1);
  const most = (file) => Number(/^(audio|video)\//.test(file.type) ? zone.dataset.maxMediaSize : zone.dataset.maxSize) || Infinity;
  let files = [];

  function settle() {
    const carried = new DataTransfer();
    for (const file of files) carried.items.add(file);
    carrier.files = carried.files;
    list.replaceChildren(...files.map((file) => shown(file, () => { files = files.filter((other) => other !== file); settle(); changed(); })));
  }
  async function add(more) {
    for (const file of more) {
      const made = await small(file);
      if (made.size > most(made)) toast(say("too_big", { name: made.name, size: `${Math.round(most(made) / 1048576)} MB` }), "warn");
      else files = [...files, made];
    }
    settle();
  }
  for (const picker of pickers) {
    picker.addEventListener("change", async () => {
      const more = [...picker.files];
      if (picker !== carrier) picker.value = "";
      await add(more);
      changed();
    });
  }
  return { files: () => files, add };
}

/** One step at a time, with where one is; an error opens its own step. */
function stepsOf(form) {
  const steps = [...form.querySelectorAll("[data-step]")], begin = document.querySelector(".report__begin");
  const before = form.querySelector("[data-before]"), next = form.querySelector("[data-next]");
  let at = 0;
  function show(nr, focus = true) {
    at = nr;
    steps.forEach((step, place) => { step.hidden = place !== nr; });
    begin.hidden = nr > 0;
    before.hidden = nr === 0;
    next.hidden = nr === steps.length - 1;
    if (focus) { steps[nr].querySelector("h2").focus(); steps[nr].scrollIntoView({ block: "start" }); }
  }
  before.addEventListener("click", () => show(at - 1));
  next.addEventListener("click", () => show(at + 1));
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || at === steps.length - 1 || !event.target.matches("input:not([type=file])")) return;
    event.preventDefault();
    show(at + 1);
  });
  const wrong = steps.findIndex((step) => step.querySelector(".field--error, .field__error"));
  show(Math.max(wrong, 0), false);
  for (const link of document.querySelectorAll(".error-summary a[href^='#']")) {
    link.addEventListener("click", () => {
      const place = steps.findIndex((step) => step.querySelector(link.getAttribute("href")));
      if (place >= 0) show(place, false);
    });
  }
}

/** Gives a function that asks whether the words speak of danger, and says so in every step while they do. */
function dangerOf(form) {
  let asked = 0;
  return calm(400, async () => {
    const mine = ++asked, words = new FormData();
    for (const name of ["content", "where"]) words.append(name, form.elements[name]?.value ?? "");
    const answer = await quietly(fetch(form.dataset.danger, { method: "POST", body: words }));
    if (!answer?.ok || mine !== asked) return;
    const { danger } = await answer.json();
    for (const banner of form.querySelectorAll("[data-emergency]")) banner.hidden = !danger;
  });
}

each("form[data-report]", async (form) => {
  const name = form.dataset.report, key = form.elements.client_key;
  let saving = 0, sent = false;
  const save = () => {
    if (sent) return;
    clearTimeout(saving);
    saving = setTimeout(() => {
      const fields = [...new FormData(form)].filter(([field, value]) => typeof value === "string" && field !== "website" && field !== "joins");
      quietly(keep({ name, key: key.value, fields, files: photos.files(), at: Date.now() }));
    }, 200);
  };
  const photos = photosOf(form, save);
  stepsOf(form);
  const danger = dangerOf(form);
  form.addEventListener("input", save);
  form.addEventListener("input", (event) => { if (["content", "where"].includes(event.target.name)) danger(); });
  sendWhenConnected(form, () => {
    sent = true;
    clearTimeout(saving);
    return quietly(forget(name));
  });
  const before = await quietly(kept(name));
  if (!before) return;
  key.value = before.key;
  await photos.add(before.files);
  for (const [field, value] of before.fields) {
    const control = form.elements[field];
    if (control?.type === "checkbox") control.checked = true;
    else if (control && "value" in control && !control.value) control.value = value;
  }
  danger();
  if (before.files.length) toast(form.dataset.back, "info");
});
