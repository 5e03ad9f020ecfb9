// Keeps the careers selected for comparison while the reader turns pages, filters and searches: adds them to the
// addresses of lists and to search forms. Without JavaScript, a button does this.
"use strict";

{
  const MOST = 4;
  const form = document.querySelector("form.choosing");

  const isList = ({ origin, pathname }) => origin === location.origin && ["/careers", "/search"].includes(pathname);

  const keep = (slugs) => {
    for (const link of document.links) {
      const isWithinPage = link.getAttribute("href").startsWith("#");
      if (!isList(link) || isWithinPage || link.closest(".choice-bar")) continue;
      const url = new URL(link.href);
      url.searchParams.delete("c");
      for (const slug of slugs) url.searchParams.append("c", slug);
      link.href = url.pathname + url.search + url.hash;
    }
    for (const search of document.querySelectorAll("form.search-form")) {
      for (const field of search.querySelectorAll("[name=c]")) field.remove();
      for (const slug of slugs) {
        const field = document.createElement("input");
        Object.assign(field, { type: "hidden", name: "c", value: slug });
        search.append(field);
      }
    }
  };

  const update = () => {
    const slugs = new FormData(form).getAll("c");
    form.querySelector(".choice-count").textContent = slugs.length ? `(${slugs.length} of ${MOST})` : "";
    for (const box of form.querySelectorAll("[type=checkbox]")) box.disabled = !box.checked && slugs.length >= MOST;
    keep(slugs);
  };

  if (form) {
    form.querySelector("[data-keep]").hidden = true;
    form.querySelector(".choice-hint").textContent = "Select two to four careers.";
    form.addEventListener("change", update);
    // Also when the browser goes back to this page and restores its checkboxes.
    addEventListener("pageshow", update);
  }
}
