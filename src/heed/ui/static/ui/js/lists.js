// Lists: a choice in <form data-autosubmit> narrows at once; of a row of tabs that is too long, the chosen one is in sight.
import { each } from "./start.js";

each("form[data-autosubmit]", (form) => {
  form.addEventListener("change", (event) => { if (event.target.matches("select")) form.requestSubmit(); });
});

each(".tabs [aria-current]", (tab) => {
  const row = tab.parentElement;
  if (row.scrollWidth > row.clientWidth) row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
});
