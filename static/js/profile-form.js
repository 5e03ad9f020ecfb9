// Adds, removes and moves rows of the profile form without a round trip, and warns before unsaved changes are lost.
// Without JavaScript, the same buttons submit the form.
"use strict";

{
  const form = document.getElementById("profile-form");
  const status = document.getElementById("form-status");
  const listOf = (group) => form.querySelector(`[data-rows="${group}"]`);
  const firstInput = (row) => row.querySelector("input, textarea, select");
  // Text areas grow with their text in browsers that support it.
  const grow = (within) => within.querySelectorAll("textarea").forEach((text) => { text.style.fieldSizing = "content"; });
  const say = (text) => { status.textContent = text; };

  // Rows are numbered from 0 in ids and button values, and from 1 in visible text.
  const renumber = (list, group) => {
    const id = new RegExp(`(^| )${group}-(?:\\d+|NEW)(?=-|$| )`, "g");
    [...list.children].forEach((row, at) => {
      for (const element of row.querySelectorAll("[id], [for], [aria-describedby]")) {
        for (const name of ["id", "for", "aria-describedby"]) {
          const value = element.getAttribute(name);
          if (value) element.setAttribute(name, value.replace(id, `$1${group}-${at}`));
        }
      }
      for (const button of row.querySelectorAll("button[name=do]")) {
        button.value = button.value.replace(/[^:]+$/, at);
      }
      const renamed = (text) => text.replace(new RegExp(`(${list.dataset.number} )(?:\\d+|NEW)`), `$1${at + 1}`);
      for (const element of row.querySelectorAll("[data-numbered]")) {
        const name = element.getAttribute("aria-label");
        if (name) element.setAttribute("aria-label", renamed(name));
        else element.textContent = renamed(element.textContent);
      }
    });
  };

  const actions = {
    add(list) {
      const blank = list.parentElement.querySelector("template").content.cloneNode(true);
      list.append(blank);
      grow(list.lastElementChild);
      return list.lastElementChild;
    },
    remove(list, at) {
      list.children[at].remove();
      return list.children[Math.min(at, list.children.length - 1)];
    },
    up(list, at) {
      if (at > 0) list.children[at].after(list.children[at - 1]);
      return list.children[Math.max(at - 1, 0)];
    },
    down(list, at) {
      if (list.children[at + 1]) list.children[at].before(list.children[at + 1]);
      return list.children[Math.min(at + 1, list.children.length - 1)];
    },
  };
  const said = { add: "added", remove: "removed", up: "moved up", down: "moved down" };

  // Focuses the same button of a moved row, so that it can be pressed again, or else the row's first input.
  const focus = (what, group, row) => {
    const again = row?.querySelector(`button[value^="${what}:"]`);
    const isMove = what === "up" || what === "down";
    if (isMove && again && getComputedStyle(again).visibility === "visible") again.focus();
    else (row ? firstInput(row) : document.getElementById(`add-${group}`)).focus();
  };

  grow(form);
  let isChanged = form.hasAttribute("data-unsaved");
  let isLeaving = false;

  form.addEventListener("click", (event) => {
    const [what, group, at] = event.target.closest("button[name=do]")?.value.split(":") ?? [];
    const list = group && listOf(group);
    if (!list || !actions[what]) return;
    event.preventDefault();
    const row = actions[what](list, Number(at));
    renumber(list, group);
    isChanged = true;
    focus(what, group, row);
    const place = row ? [...list.children].indexOf(row) + 1 : 0;
    say(`${list.dataset.number} ${said[what]}${what === "remove" ? "" : `, now number ${place}`}.`);
  });

  form.addEventListener("input", () => { isChanged = true; });
  form.addEventListener("submit", () => { isLeaving = true; });
  // A page restored from the back/forward cache hasn't been submitted.
  addEventListener("pageshow", () => { isLeaving = false; });
  addEventListener("beforeunload", (event) => {
    if (isChanged && !isLeaving) event.preventDefault();
  });
}
