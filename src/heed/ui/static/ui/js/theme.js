// <form data-look> with buttons name="theme": the choice shows at once and is kept in the cookie that the server reads.
const root = document.documentElement;

function choose(theme) {
  root.dataset.theme = theme;
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `heed_theme=${theme}; path=/; max-age=31536000; samesite=lax${secure}`;
  for (const button of document.querySelectorAll('[data-look] [name="theme"]')) button.setAttribute("aria-pressed", button.value === theme);
}

document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!event.target.matches("[data-look]") || button?.name !== "theme") return;
  event.preventDefault();
  choose(button.value);
  const facts = new FormData(event.target, button);
  fetch(event.target.action, { method: "POST", body: facts, redirect: "manual" }).catch(() => {}); // the account learns it too
});
