// The field room's service worker: pages come from the network, and from what field.js has put by where there is none.
// It stores nothing itself; what is kept, and for whom, is shelf.js's.

const PATIENCE = 4000; // ms that a page of which there is a copy may take

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin || url.pathname.endsWith("/who/")) return;
  event.respondWith(answer(request, url));
});

async function answer(request, url) {
  const copy = () => caches.match(url.origin + url.pathname, { ignoreVary: true });
  if (url.pathname.startsWith("/static/")) return (await copy()) ?? fetch(request); // named after its content
  const fresh = fetch(request);
  fresh.catch(() => {}); // awaited below, unless the copy is shown
  const late = new Promise((enough) => setTimeout(enough, PATIENCE));
  try {
    return (await Promise.race([fresh, late])) ?? (await copy()) ?? (await fresh);
  } catch {
    return (await copy()) ?? Response.error();
  }
}
