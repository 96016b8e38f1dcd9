// Reports that are not sent yet, with their photos, kept on this telephone (IndexedDB) for a day at most.
const NAME = "heed-report", REPORTS = "reports", DAY = 86_400_000;

function opened() {
  return new Promise((done, failed) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(REPORTS, { keyPath: "name" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
}

async function within(mode, act) {
  const base = await opened();
  try {
    return await new Promise((done, failed) => {
      const change = base.transaction(REPORTS, mode);
      const asked = act(change.objectStore(REPORTS));
      change.oncomplete = () => done(asked.result);
      change.onerror = change.onabort = () => failed(change.error);
    });
  } finally { base.close(); }
}

/** The report that was begun on the form of this name, or undefined; one that is older than a day is forgotten. */
export async function kept(name) {
  const report = await within("readonly", (reports) => reports.get(name));
  if (!report || Date.now() - report.at < DAY) return report;
  await forget(name);
}
export const keep = (report) => within("readwrite", (reports) => reports.put(report));
export const forget = (name) => within("readwrite", (reports) => reports.delete(name));
export const forgetAll = () => within("readwrite", (reports) => reports.clear());
