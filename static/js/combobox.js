// Suggestions below a search box: an editable combobox with a list, as the ARIA Authoring Practices describe it.
// Without JavaScript, or if a request fails, the form works as a plain form.
"use strict";

{
  // In milliseconds: the delays before the request and before the announcement to screen readers.
  const PAUSE = 120;
  const HUSH = 500;

  const set = (element, attributes) => {
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  };

  // String children become text, never markup.
  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    set(element, attributes);
    element.append(...children);
    return element;
  };

  const words = (text) => text.match(/[\p{L}\p{N}]+/gu) ?? [];

  // Matches any of the words at the beginning of a word.
  const beginning = (words) => new RegExp(`(?<![\\p{L}\\p{N}])(${words.join("|")})`, "giu");

  const fits = ({ title, also_called: other }, text) =>
    words(text).every((word) => beginning([word]).test(`${title} ${other ?? ""}`));

  // Splits a name into parts and marks those that match the input. Splitting at a capture group puts the matches at odd
  // indexes.
  const marked = (name, text) => {
    if (!words(text).length) return [name];
    const parts = name.split(beginning(words(text)));
    return parts.map((part, at) => (at % 2 ? make("mark", {}, part) : part));
  };

  class Combobox {
    suggestions = []; // match the input, whether the list is open or not
    active = -1; // the index selected with the arrow keys

    constructor(input, id) {
      this.input = input;
      this.list = make("ul", { id, class: "suggestions", role: "listbox", "aria-label": "Suggestions", hidden: "" });
      this.status = make("span", { class: "visually-hidden", role: "status" });
      input.form.append(this.list, this.status);
      set(input, { role: "combobox", "aria-autocomplete": "list", "aria-controls": id, "aria-expanded": false });
      this.listen();
    }

    listen() {
      const { input, list } = this;
      // Also while composing, since phone keyboards compose ordinary words.
      input.addEventListener("input", () => this.typed());
      input.addEventListener("keydown", (event) => this.pressed(event));
      input.addEventListener("blur", () => this.close());
      input.form.addEventListener("submit", () => this.close());
      list.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the focus in the box
      list.addEventListener("click", ({ target }) => this.follow([...list.children].indexOf(target.closest("li"))));
      // For browsers in which a tap outside the box doesn't blur it.
      document.addEventListener("pointerdown", ({ target }) => input.form.contains(target) || this.close());
    }

    typed() {
      // Removes suggestions that no longer match at once; the response brings new ones.
      this.show(this.suggestions.filter((one) => fits(one, this.input.value)));
      this.ask(PAUSE);
    }

    pressed(event) {
      if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const { active, isOpen } = this;
      switch (event.key) {
        case "ArrowDown": this.move(1); break;
        case "ArrowUp": this.move(-1); break;
        case "Enter": if (active < 0) return; this.follow(active); break;
        case "Escape": this.close(); if (!isOpen) return; break;
        case "ArrowLeft": case "ArrowRight": case "Home": case "End": this.activate(-1); return;
        default: return;
      }
      event.preventDefault();
    }

    async ask(pause) {
      const text = this.input.value;
      if (!words(text).length) { this.show([]); this.close(); return; }
      this.stop();
      this.asked = new AbortController();
      const { signal } = this.asked;
      try {
        await new Promise((resolve) => setTimeout(resolve, pause));
        const address = new URL(this.input.form.dataset.suggest, location);
        address.searchParams.append("q", text);
        const { suggestions } = await (await fetch(address, { signal })).json();
        if (signal.aborted || this.input.value !== text) return;
        this.show(suggestions);
        this.tell(suggestions.length);
      } catch {
        if (!signal.aborted) this.close();
      }
    }

    show(suggestions) {
      this.suggestions = suggestions;
      this.list.replaceChildren(...suggestions.map((one, at) => this.option(one, at)));
      this.activate(-1);
      this.expand(suggestions.length > 0);
    }

    option({ title, also_called: other }, at) {
      const text = this.input.value;
      const option = make("li", { id: `${this.list.id}-${at + 1}`, role: "option" }, ...marked(title, text));
      if (other) option.append(" ", make("span", { class: "also-called" }, "also called ", ...marked(other, text)));
      return option;
    }

    // Cancels the pending request and announcement.
    stop() {
      this.asked?.abort();
      clearTimeout(this.telling);
    }

    tell(count) {
      const said = `${count || "No"} suggestion${count === 1 ? "" : "s"}`;
      this.telling = setTimeout(() => { this.status.textContent = said; }, HUSH);
    }

    get isOpen() {
      return !this.list.hidden;
    }

    expand(open) {
      this.list.hidden = !open;
      set(this.input, { "aria-expanded": open });
    }

    close() {
      this.stop();
      this.status.textContent = "";
      this.activate(-1);
      this.expand(false);
    }

    // Cycles through the suggestions and the box itself, where none is active.
    move(step) {
      const { length } = this.suggestions;
      if (!length) { this.ask(0); return; }
      this.stop(); // the list must not change during keyboard navigation
      this.expand(true);
      this.activate(((this.active + 1 + step + length + 1) % (length + 1)) - 1);
    }

    activate(at) {
      this.active = at;
      [...this.list.children].forEach((option, index) => set(option, { "aria-selected": index === at }));
      const option = this.list.children[at];
      if (!option) { this.input.removeAttribute("aria-activedescendant"); return; }
      set(this.input, { "aria-activedescendant": option.id });
      option.scrollIntoView({ block: "nearest" });
    }

    follow(at) {
      const { url } = this.suggestions[at] ?? {};
      if (!url) return;
      this.close(); // so that it is closed after going back
      location.assign(url);
    }
  }

  const boxes = document.querySelectorAll("form[data-suggest] input[type=search]");
  boxes.forEach((input, at) => new Combobox(input, `suggestions-${at + 1}`));
}
