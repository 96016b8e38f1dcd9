// <button type="button" data-sets="2026-11-21T18:00" data-into="id_due_at">: fills a field with one press.
// A link does so too; without this script it leads to the form with the field filled in.

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-sets]");
  const field = button && document.getElementById(button.dataset.into);
  if (!field) return;
  event.preventDefault();
  field.value = button.dataset.sets;
  for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
  field.focus();
});
