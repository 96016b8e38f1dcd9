// Steps that were made without a network and wait on this device, in IndexedDB: each with its key, whose it is, its files.

const NAME = "heed-field", STEPS = "steps";

function opened() {
  return new Promise((done, failed) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STEPS, { keyPath: "nr", autoIncrement: true });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
}

async function within(mode, act) {
  const base = await opened();
  try {
    return await new Promise((done, failed) => {
      const change = base.transaction(STEPS, mode);
      const asked = act(change.objectStore(STEPS));
      change.oncomplete = () => done(asked?.result);
      change.onerror = change.onabort = () => failed(change.error);
    });
  } finally { base.close(); }
}

/** The steps of an account, the oldest first. */
export async function stepsOf(account) {
  const all = await within("readonly", (steps) => steps.getAll());
  return all.filter((step) => step.account === account);
}
/** Keep a step, new or changed; it is on the disk when this has ended. */
export const keep = (step) => within("readwrite", (steps) => steps.put(step));
export const forget = (step) => within("readwrite", (steps) => steps.delete(step.nr));
export const forgetAll = () => within("readwrite", (steps) => steps.clear());

/** How many steps wait on this device, whoever made them; where nothing was ever kept, nothing is made. */
export async function countAll() {
  const known = await indexedDB.databases?.();
  if (known && !known.some(({ name }) => name === NAME)) return 0;
  return within("readonly", (steps) => steps.count());
}
