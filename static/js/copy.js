// Buttons that copy what stands in a field. Where this can't run they aren't shown, and one copies by hand.
"use strict";

for (const button of document.querySelectorAll("button[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const said = button.closest("details").querySelector("[role=status]");
  const say = (text) => { said.textContent = text; };
  button.hidden = false;
  button.addEventListener("click", async () => {
    say("");
    try {
      await navigator.clipboard.writeText(field.value);
      say("Copied.");
    } catch {
      // Not allowed, or not over https: it is chosen, and the keyboard copies it.
      field.focus();
      field.select();
      say("The browser doesn’t let this page copy. It is chosen now: copy it by the keyboard or the menu.");
    }
  });
}
