// The gate: the resident chosen from the hits, and what this one has open already.
const form = document.getElementById("gate-form"), chosen = document.getElementById("chosen");

document.addEventListener("lookup:chosen", (event) => {
  const { person } = JSON.parse(event.target.closest("[data-fill]").dataset.fill);
  document.getElementById("hits").replaceChildren();
  window.htmx?.ajax("GET", `${chosen.dataset.from}${person}`, { target: "#chosen", swap: "innerHTML" });
  form.elements.content.focus();
});

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-unchoose]")) return;
  for (const name of ["person", "place", "unit", "q"]) form.elements[name].value = "";
  chosen.replaceChildren();
  form.elements.q.focus();
});
