// The share panel: a button for the device's own share sheet, where there is one, and buttons that copy a field's text.
// They are hidden without JavaScript; readers then copy by hand.
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
      // Without permission or https, select the text for copying by hand.
      field.focus();
      field.select();
      say("Your browser doesn’t let this page copy. The text is selected: copy it with the keyboard or the menu.");
    }
  });
}

for (const button of navigator.share ? document.querySelectorAll("button[data-share]") : []) {
  const { share: url, title } = button.dataset;
  button.parentElement.hidden = false;
  // Rejects if the reader closes the share sheet.
  button.addEventListener("click", () => navigator.share({ url, title }).catch(() => {}));
}
