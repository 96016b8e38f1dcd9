// Signing out leaves nothing on the device: copies of pages go, and steps that wait go after a question.
// <body data-account="7"> (or "" where nobody is signed in): copies of another's pages go at once.
import { say } from "./start.js";
import { countAll, forgetAll } from "./store.js";

const SHELF = "heed-field-";
const account = document.body.dataset.account;
const keeps = "caches" in self && "indexedDB" in self;

async function clearOthers(but) {
  for (const name of await caches.keys()) if (name.startsWith(SHELF) && name !== SHELF + but) await caches.delete(name);
}
if (keeps && account !== undefined) clearOthers(account);

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!keeps || form.dataset.leaves === undefined || form.dataset.left !== undefined) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const waiting = await countAll().catch(() => 0);
  if (waiting && !confirm(say("leaving", { count: waiting }))) return;
  if (waiting) await forgetAll();
  await clearOthers("");
  form.dataset.left = "";
  form.requestSubmit();
}, true);
