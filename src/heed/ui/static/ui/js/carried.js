// Files chosen in a form go along when a [data-carries] button leads to another page: they wait on this device, in
// IndexedDB, until the form in [data-takes-carried=NUMBER] sends them. Nothing is uploaded meanwhile.
import { each } from "./start.js";

const NAME = "heed-carried", FILES = "files", LONGEST = 30 * 60 * 1000;
const reader = document.body.dataset.account ?? "";

function within(mode, act) {
  return new Promise((done, failed) => {
    const opening = indexedDB.open(NAME, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(FILES);
    opening.onerror = () => failed(opening.error);
    opening.onsuccess = () => {
      const base = opening.result, change = base.transaction(FILES, mode), asked = act(change.objectStore(FILES));
      change.oncomplete = () => { base.close(); done(asked.result); };
      change.onerror = change.onabort = () => { base.close(); failed(change.error); };
    };
  });
}

const forget = () => within("readwrite", (kept) => kept.delete("last")).catch(() => {});

document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!button?.matches("[data-carries]") || event.defaultPrevented || button.dataset.carries === "done") return;
  const inputs = [...event.target.elements].filter((field) => field.type === "file");
  const files = inputs.flatMap((input) => [...input.files]);
  if (!files.length) return void forget();
  event.preventDefault();
  const go = () => { button.dataset.carries = "done"; event.target.requestSubmit(button); };
  within("readwrite", (kept) => kept.put({ reader, at: Date.now(), files }, "last")).then(go, go);
}, true);

each("[data-takes-carried]", async (place) => {
  const about = place.dataset.takesCarried, form = place.querySelector("form"), input = place.querySelector("input[type=file]");
  const carried = await within("readonly", (kept) => kept.get("last")).catch(() => null);
  if (carried?.reader !== reader || Date.now() - carried.at > LONGEST || (carried.about ?? about) !== about) return;
  within("readwrite", (kept) => kept.put({ ...carried, about }, "last")).catch(() => {}); // until they are sent
  form.addEventListener("submit", forget);
  const given = new DataTransfer();
  for (const file of carried.files) given.items.add(file);
  input.files = given.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
  place.open = true;
  place.querySelector("[data-carried]").hidden = false;
});
