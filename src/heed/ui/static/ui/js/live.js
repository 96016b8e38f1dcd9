// [data-unread] shows how many notices wait; <body data-live="/live/inbox"> keeps it fresh while the page is looked at.
// A page in the background lets go of its stream: a browser has few for one site. [data-news] appears when more came.
// When the number changes, "heed:unread" happens on the body: what else may have come with a notice is read then.
const address = document.body.dataset.live;
const AGAIN = 60_000;
let source, timer, known;

function show({ count, shown }) {
  for (const badge of document.querySelectorAll("[data-unread]")) {
    badge.textContent = shown;
    badge.hidden = !shown;
  }
  for (const news of document.querySelectorAll("[data-news]")) news.hidden = count <= Number(news.dataset.news);
  if (known !== undefined && known !== count) document.body.dispatchEvent(new Event("heed:unread"));
  known = count;
}

function close() {
  clearTimeout(timer);
  source?.close();
  source = undefined;
}

function open() {
  if (source || document.hidden || !navigator.onLine) return;
  clearTimeout(timer);
  source = new EventSource(address);
  source.addEventListener("unread", (event) => show(JSON.parse(event.data)));
  source.addEventListener("error", () => {
    if (source?.readyState !== EventSource.CLOSED) return; // the browser itself comes back
    close();
    timer = setTimeout(open, AGAIN * (1 + Math.random()));
  });
}

if (address && "EventSource" in self) {
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  addEventListener("pagehide", close);
  addEventListener("pageshow", open);
  addEventListener("online", open);
  open();
}
