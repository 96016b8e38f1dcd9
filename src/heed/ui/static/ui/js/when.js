// <div data-when="nature" data-when-values="breach …">: asked only where the other field of the form has one of these values.
import { each } from "./start.js";

each("[data-when]", (part) => {
  const form = part.closest("form"), values = part.dataset.whenValues.split(" ");
  if (!form) return;
  const show = () => { part.hidden = !values.includes(new FormData(form).get(part.dataset.when) ?? ""); };
  form.addEventListener("change", show);
  show();
});
