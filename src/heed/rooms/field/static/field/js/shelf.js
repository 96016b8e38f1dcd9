// Copies of pages, for where there is no network: one cache for each account. leaving.js clears those of others.

const SHELF = "heed-field-";
const OFTEN = 120_000; // ms: a copy that is younger is not fetched again

/** Put by these pages with all that they show, the page at hand among them; what is no longer asked for goes. */
export async function putBy(account, pages) {
  const shelf = await caches.open(SHELF + account);
  const wanted = new Set();
  for (const page of pages) for (const part of await putByOne(shelf, page)) wanted.add(part);
  for (const request of await shelf.keys()) if (!wanted.has(request.url)) await shelf.delete(request);
}

async function putByOne(shelf, address) {
  const url = new URL(address, location.href).href;
  let copy = await shelf.match(url, { ignoreVary: true });
  if (!copy || Date.now() - Date.parse(copy.headers.get("date") ?? 0) > OFTEN) {
    const fresh = await fetch(url, { credentials: "same-origin" });
    if (!fresh.ok || fresh.redirected) { await shelf.delete(url); return []; }
    await shelf.put(url, fresh.clone());
    copy = fresh;
  }
  const page = new DOMParser().parseFromString(await copy.text(), "text/html");
  const parts = [...page.querySelectorAll("link[rel=stylesheet], link[rel=icon], link[rel=manifest], script[src], img[src]")];
  const found = [url];
  for (const part of parts) found.push(...(await putByPart(shelf, new URL(part.getAttribute("href") ?? part.getAttribute("src"), url).href)));
  return found;
}

async function putByPart(shelf, url, deep = true) {
  if (!url.startsWith(location.origin)) return [];
  let copy = await shelf.match(url, { ignoreVary: true });
  if (!copy) {
    copy = await fetch(url, { credentials: "same-origin" });
    if (!copy.ok) return [];
    await shelf.put(url, copy.clone());
  }
  const found = [url];
  if (deep && /\.(js|css)$/.test(new URL(url).pathname)) {
    const text = await copy.text();
    for (const [, part] of text.matchAll(/(?:from|import|url\()\s*["']?([^"')\s]+\.(?:js|css|woff2|svg))["')]/g)) {
      found.push(...(await putByPart(shelf, new URL(part, url).href)));
    }
  }
  return found;
}
