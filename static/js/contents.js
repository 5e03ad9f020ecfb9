// Marks the section that is being read in the table of contents.
"use strict";

const links = new Map();
for (const link of document.querySelectorAll(".contents a")) {
  const section = document.getElementById(link.hash.slice(1));
  if (section) links.set(section, link);
}

const inView = new Set();

function mark() {
  const current = [...links.keys()].findLast((section) => inView.has(section));
  if (!current) return;
  for (const [section, link] of links) {
    if (section === current) link.setAttribute("aria-current", "location");
    else link.removeAttribute("aria-current");
  }
}

const observer = new IntersectionObserver(
  (changes) => {
    for (const { target, isIntersecting } of changes) {
      if (isIntersecting) inView.add(target);
      else inView.delete(target);
    }
    mark();
  },
  // Only a band near the top of the window counts.
  { rootMargin: "-15% 0px -75% 0px" },
);
for (const section of links.keys()) observer.observe(section);
