// The field room without a network: pages are put by, steps are kept and sent when it is back. Without this script,
// or where the browser keeps nothing, every form is sent as ever.
import { now } from "../../ui/js/start.js";
import { toast } from "../../ui/js/toast.js";
import { send } from "./queue.js";
import { putBy } from "./shelf.js";
import { forget, keep, stepsOf } from "../../ui/js/store.js";

const line = document.getElementById("field-line");
const list = document.getElementById("field-steps");
const words = JSON.parse(document.getElementById("field-words").textContent);
const account = Number(line.dataset.account);
const say = (key, values = {}) => words[key].replace(/%\((\w+)\)s/g, (_, name) => values[name] ?? "");
const clock = (at) => new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
const born = Date.now();
/** While a step is being recorded this page is left as it is: `made` goes on to the next. */
const recording = () => document.querySelector("form[data-step][data-sending]") !== null;
const TOLD = "heed-field-told"; // what the next page says

function tell(tone, text, link) {
  line.hidden = !text;
  line.dataset.tone = tone;
  const words = line.querySelector("p");
  words.textContent = text;
  if (link) words.append(" ", Object.assign(document.createElement("a"), { href: link, textContent: "→" }));
}

/** How old the page itself is: one that was put by says so. */
function age() {
  const told = Date.parse(document.documentElement.dataset.now);
  return born - told > 60_000 && !navigator.onLine ? say("as_of", { time: clock(told) }) : "";
}

async function show(outcome) {
  const steps = await stepsOf(account);
  const waiting = steps.filter((step) => !step.said).length;
  const many = waiting ? say("waiting", { count: waiting }) : "";
  if (outcome === "signed_out") tell("warn", say("signed_out"), `${line.dataset.login}?next=${encodeURIComponent(location.pathname)}`);
  else if (steps.some((step) => step.said)) tell("hot", [say("refused"), many].filter(Boolean).join(" "));
  else if (outcome === "waits" || !navigator.onLine) tell("warn", [many || say("offline"), age()].filter(Boolean).join(" · "));
  else tell("", many);
  draw(steps);
  return steps;
}

function draw(steps) {
  const order = Number(list.dataset.order) || 0;
  const mine = steps.filter((step) => !order || step.order === order);
  list.replaceChildren(...mine.map(drawn));
  if (!order || recording()) return;
  const last = mine.at(-1);
  const state = last ? last.to : list.dataset.state;
  for (const way of document.querySelectorAll(".way-forward [data-after]")) {
    way.hidden = last ? !way.dataset.after.split(" ").includes(state) || ["done", "refused"].includes(state) : way.hidden;
  }
  const next = document.querySelector(".way-forward .btn:not(.btn--warn, [hidden], [hidden] *)");
  for (const button of document.querySelectorAll(".way-forward .btn")) button.classList.toggle("btn--primary", button === next);
}

function drawn(step) {
  const row = document.getElementById("field-step").content.firstElementChild.cloneNode(true);
  row.dataset.tone = step.said ? "hot" : "warn";
  row.querySelector("b").textContent = list.dataset.order ? step.label : `${step.label} · ${step.about}`;
  const pill = row.querySelector(".pill");
  pill.dataset.tone = row.dataset.tone;
  pill.textContent = step.said ? say("not_accepted") : say("kept", { time: clock(step.made_at) });
  for (const reason of step.said ?? []) row.querySelector("ul").append(Object.assign(document.createElement("li"), { textContent: reason }));
  const photos = step.fields.filter(([, value]) => value instanceof File).length;
  const typed = step.fields.filter(([name, value]) => typeof value === "string" && !["order", "version", "csrfmiddlewaretoken"].includes(name) && value);
  row.querySelector(".field-step__typed").textContent = [...typed.map(([, value]) => value), ...(photos ? [say("photos", { count: photos })] : [])].join("\n");
  for (const button of row.querySelectorAll("[data-do]")) button.hidden = !step.said;
  row.querySelector("[data-do=correct]").href = `${step.action}?correct=${step.nr}`;
  row.addEventListener("click", (event) => act(event.target.closest("[data-do]")?.dataset.do, step));
  return row;
}

async function act(what, step) {
  if (what === "drop" && confirm(say("sure"))) await forget(step);
  else if (what === "again") { delete step.said; await keep(step); }
  else return;
  await go();
}

/** Send what waits, and show how it stands; a page that tells of an order that has moved on is fetched again. */
async function go() {
  const before = await stepsOf(account);
  if (before.some((step) => !step.said)) tell("", say("sending"));
  const outcome = await send(line);
  const after = await show(outcome);
  if (before.length > after.length && outcome !== "signed_out" && !recording()) {
    if (list.dataset.order) { sessionStorage.setItem(TOLD, "sent"); location.replace(`${line.dataset.home}${list.dataset.order}/`); }
    else toast(say("sent"));
  }
  return outcome;
}

async function made(event) {
  const form = event.target.closest("form[data-step]");
  if (!form) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (form.dataset.sending !== undefined) return;
  form.dataset.sending = "";
  event.submitter?.setAttribute("aria-busy", "true");
  const corrected = Number(new URLSearchParams(location.search).get("correct")) || 0;
  const fields = [...new FormData(form).entries()].filter(([, value]) => !(value instanceof File) || value.size);
  const about = document.querySelector(".room__head h1").textContent.trim();
  const step = { account, fields, about, order: Number(form.dataset.order), move: form.dataset.step, to: form.dataset.to, label: form.dataset.label,
    action: new URL(form.action, location.href).pathname, key: crypto.randomUUID(), made_at: new Date(now()).toISOString() };
  const old = corrected && (await stepsOf(account)).find((other) => other.nr === corrected);
  if (old) Object.assign(step, { nr: old.nr, made_at: old.made_at, fields: photosToo(fields, old.fields) });
  step.nr = await keep(step);
  await send(line);
  const still = (await stepsOf(account)).find((other) => other.key === step.key);
  if (!still) sessionStorage.setItem(TOLD, "recorded");
  location.assign(!still && ["done", "refused"].includes(step.to) ? line.dataset.home : `${line.dataset.home}${step.order}/`);
}

/** Photos that were chosen before stay, unless others are chosen in the same place. */
function photosToo(fields, old) {
  const renewed = new Set(fields.filter(([, value]) => value instanceof File).map(([name]) => name));
  return [...fields, ...old.filter(([name, value]) => value instanceof File && !renewed.has(name))];
}

async function fillIn() {
  const form = document.querySelector("form[data-step]");
  const nr = Number(new URLSearchParams(location.search).get("correct"));
  const step = nr && form && (await stepsOf(account)).find((other) => other.nr === nr);
  if (!step) return;
  for (const [name, value] of step.fields) {
    const field = form.elements[name];
    if (typeof value === "string" && field && "value" in field && field.type !== "hidden") field.value = value;
  }
}

function pages() {
  const orders = [...document.querySelectorAll(`.list a[href^="${line.dataset.home}"]`)].map((link) => link.getAttribute("href")).slice(0, 30);
  return [line.dataset.home, ...new Set(orders.flatMap((order) => [order, `${order}finish_order/`, `${order}refuse_order/`]))];
}

async function begin() {
  document.addEventListener("submit", made, true); // before anything is waited for: whoever is quick loses nothing
  const registered = await navigator.serviceWorker.register(line.dataset.worker, { scope: line.dataset.home }).catch(() => null);
  if (!registered) return document.removeEventListener("submit", made, true);
  const told = sessionStorage.getItem(TOLD);
  if (told) { sessionStorage.removeItem(TOLD); toast(say(told)); }
  addEventListener("online", go);
  addEventListener("offline", () => show("waits"));
  await fillIn();
  await go();
  if (location.pathname === line.dataset.home && navigator.onLine) await putBy(account, pages());
  document.documentElement.dataset.fieldReady = "";
}

if ("serviceWorker" in navigator && "caches" in self && crypto.randomUUID) begin();
