// Says when the browser read no passkey: it was cancelled, or there is none here.
document.addEventListener("allauth.error", () => {
  document.querySelector("[data-passkey-error]").hidden = false;
});
