// Search: a dialog over any page, or the page search/ itself. Opened by the header's link, by “/”
// and by Ctrl-K or ⌘K. The index (pagefind/, made at build time) is loaded on first use only.
// What is found is set in as text, never as HTML, so nothing that a page says can run.
(() => {
  const ROOT = new URL("../../", document.currentScript.src); // from assets/sourcebook/
  const LAST_FILTERS = ["person", "side", "year", "country"]; // the topics of a site come before
  const labelOf = (name) => name[0].toUpperCase() + name.slice(1).replaceAll("-", " ");
  const filtersOf = (counts) => {
    const own = Object.keys(counts).filter((name) => name !== "type" && !LAST_FILTERS.includes(name)).sort();
    return ["type", ...own, ...LAST_FILTERS];
  };
  const FINDER = new URL(document.querySelector("[data-sb-search-find]").dataset.sbSearchFind, document.baseURI);
  const AT_ONCE = 8; // results
  const OF_A_KIND = 3; // results, where there are several kinds
  const MOST_VALUES = 12; // of a filter
  const MOST_LETTERS = 200; // of a query
  const DELAY = 120; // milliseconds after the last key
  const RANKING = { metaWeights: { title: 2, names: 4, around: 0.4, date: 0.5 } };
  let index = null, panel = null, dialog = null, serial = 0;

  const opener = document.querySelector("[data-sb-search-open]");

  function make(tag, properties = {}, ...content) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name in made) made[name] = value;
      else made.setAttribute(name, value);
    }
    made.append(...content);
    return made;
  }

  const counted = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;
  const wait = (delay) => new Promise((done) => setTimeout(done, delay));

  // A preview makes its index beside the pages, so for a moment it may not be there yet.
  async function load(tries = 4) {
    for (let number = 0; ; number++) {
      try {
        const [found, { Finder }, table] = await Promise.all([
          import(new URL(`pagefind/pagefind.js${number ? `?${number}` : ""}`, ROOT)),
          import(FINDER),
          fetch(new URL("pagefind/pages.json", ROOT), { cache: "no-cache" }).then((answer) => answer.json()),
        ]);
        await found.options({ ranking: RANKING, excerptLength: 28 });
        await found.init();
        return new Finder(table, found, (await found.search(null)).results);
      } catch (error) {
        if (number + 1 === tries) throw error;
        await wait(800);
      }
    }
  }

  // Pagefind escapes “<” and “>” of a text and then sets its marks; this undoes both.
  function marked(excerpt, title) {
    // The title stands above the passage already.
    const words = excerpt.split(" ");
    const plain = words.map((word) => word.replace(/<\/?mark>/g, ""));
    const named = title.replaceAll("<", "&lt;").replaceAll(">", "&gt;").split(" ");
    for (let skipped = 0; skipped < named.length - 1; skipped++) {
      const rest = named.slice(skipped);
      const start = plain.slice(0, rest.length).join(" ");
      if (start !== rest.join(" ") && start !== rest.join(" ") + ".") continue;
      excerpt = words.slice(rest.length).join(" ");
      break;
    }
    return excerpt.split(/(<mark>.*?<\/mark>)/s).map((part) => {
      const inner = /^<mark>(.*)<\/mark>$/s.exec(part);
      const text = (inner ? inner[1] : part).replaceAll("&lt;", "<").replaceAll("&gt;", ">");
      return inner ? make("mark", {}, text) : text;
    });
  }

  function bestPart(page) {
    const score = (part) => part.weighted_locations.reduce((sum, at) => sum + at.balanced_score, 0);
    let best = null;
    for (const part of page.sub_results) if (!best || score(part) > score(best)) best = part;
    return best;
  }

  // Other names of the page that a word of the query begins.
  function namesIn(finder, page, query) {
    const words = finder.wordsOf(query).map(({ word }) => word);
    const begins = (name) => finder.wordsOf(name).some(({ word }) => words.some((asked) => word.startsWith(asked)));
    const names = [page.meta.names, page.meta.around].filter(Boolean).join(" · ").split(" · ");
    return names.filter((name) => name && name !== page.meta.title && begins(name)).slice(0, 3);
  }

  function resultOf(finder, hit, page, query, isGrouped) {
    const url = new URL("." + page.raw_url, ROOT);
    const entry = make("li", { className: "sb-found" });
    const meta = [!isGrouped && hit.page.type, page.meta.date].filter(Boolean).join(" · ");
    entry.append(make("a", { className: "sb-found__title", href: url.href }, page.meta.title));
    if (meta) entry.append(" ", make("span", { className: "sb-found__meta" }, meta));
    const best = bestPart(page);
    const text = make("p", { className: "sb-found__text" }, ...marked(best?.excerpt || page.excerpt, page.meta.title));
    if (best?.anchor && best.anchor.element !== "h1") {
      const section = new URL(url);
      section.hash = best.anchor.id;
      text.prepend(make("a", { className: "sb-found__section", href: section.href }, best.title), " ");
    }
    const names = text.querySelector("mark") ? [] : namesIn(finder, page, query);
    if (names.length) {
      const list = names.flatMap((name, place) => [place ? " · " : "", make("bdi", {}, name)]);
      entry.append(make("p", { className: "sb-found__names" }, "Names: ", ...list));
    }
    if (text.textContent.trim()) entry.append(text);
    return entry;
  }

  // Filter → value → number of results.
  function countsOf(hits) {
    const counts = {};
    for (const { page } of hits)
      for (const [name, value] of page.filters) (counts[name] ??= {})[value] = (counts[name][value] ?? 0) + 1;
    return counts;
  }

  class Panel {
    // *isPage*: on the page search/, whose address says what is searched for.
    constructor(isPage) {
      this.isPage = isPage;
      this.chosen = {};
      this.shown = [];
      this.timer = 0;
      this.input = make("input", {
        type: "search", name: "q", className: "sb-search__input", autocomplete: "off", maxLength: MOST_LETTERS,
        enterKeyHint: "search", spellcheck: false, ariaLabel: "Search this site", dir: "auto",
        placeholder: "A person, a place, a subject …",
      });
      this.form = make("form", { className: "sb-search__form", role: "search" }, this.input);
      this.types = make("p", { className: "sb-search__line" });
      this.more = make("div", { className: "sb-search__filters", hidden: true, id: "sb-search-filters" });
      this.toggle = make("button", {
        type: "button", className: "sb-search__toggle", hidden: true, ariaExpanded: "false", "aria-controls": this.more.id,
      }, "More filters");
      this.status = make("p", { className: "sb-search__status", role: "status" });
      this.list = make("ol", { className: "sb-search__results" });
      this.rest = make("button", { type: "button", className: "sb-search__rest", hidden: true }, "More results");
      this.element = make(
        "div", { className: "sb-search md-typeset" },
        this.form, this.types, this.toggle, this.more, this.status, this.list, this.rest,
      );
      this.form.addEventListener("submit", (event) => this.submit(event));
      this.input.addEventListener("input", () => this.later());
      this.toggle.addEventListener("click", () => {
        this.more.hidden = !this.more.hidden;
        this.toggle.ariaExpanded = String(!this.more.hidden);
      });
      this.rest.addEventListener("click", () => this.show(this.list.children.length));
      this.element.addEventListener("keydown", (event) => this.move(event));
    }

    later() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.search(), DELAY);
    }

    async submit(event) {
      event.preventDefault();
      clearTimeout(this.timer);
      await this.search();
      // In the dialog Enter leads to the best result; on the page it shows the results.
      if (!this.isPage && this.input.value.trim()) this.list.querySelector("a")?.click();
    }

    async search() {
      const own = ++serial;
      const query = this.input.value.slice(0, MOST_LETTERS).trim();
      const isAsked = query || Object.keys(this.chosen).length;
      if (this.isPage) {
        const asked = new URLSearchParams({ ...(query && { q: query }), ...this.chosen });
        history.replaceState(null, "", asked.size ? `?${asked}` : location.pathname);
      }
      if (this.query === query && this.asked === JSON.stringify(this.chosen)) return;
      let answer;
      try {
        index ??= load();
        this.finder = await index;
        if (own !== serial) return;
        answer = query ? await this.finder.ranked(query) : this.finder.everything();
      } catch (error) {
        index = null;
        this.status.replaceChildren(
          "The search index could not be loaded. ", make("a", { href: new URL("search/", ROOT).href }, "What there is to browse"),
        );
        return;
      }
      if (own !== serial) return;
      this.query = query;
      this.asked = JSON.stringify(this.chosen);
      const wanted = Object.entries(this.chosen);
      this.shown = (isAsked ? answer.hits : []).filter(({ page }) =>
        wanted.every(([name, value]) => page.filters.some(([one, other]) => one === name && other === value)));
      this.meant = answer.instead || query;
      this.drawFilters(countsOf(this.shown));
      const about = query ? ` for “${query}”` : "";
      await this.show(0);
      if (own !== serial) return;
      this.status.textContent = !isAsked ? "" : this.shown.length
        ? counted(this.shown.length, "result") + about + "." + (answer.instead ? ` Did you mean “${answer.instead}”? These are its results.` : "") +
          (answer.isAny ? " No page holds all of these words; these hold some." : "")
        : `No result${about}. Fewer words, or another spelling, may help.`;
    }

    // Several kinds stand under their names, the one with the best result first; one kind is a list.
    async show(from) {
      const results = this.shown;
      const kinds = Map.groupBy(results, ({ page }) => page.type);
      const isGrouped = kinds.size > 1 && this.query;
      const chosen = isGrouped ? [...kinds.values()].flatMap((hits) => hits.slice(0, OF_A_KIND)) : results.slice(from, from + AT_ONCE);
      const pages = await Promise.all(chosen.map(({ result }) => result.data()));
      if (results !== this.shown) return;
      const entries = chosen.map((hit, at) => resultOf(this.finder, hit, pages[at], this.meant, isGrouped));
      if (!from) this.list.replaceChildren();
      if (!isGrouped) this.list.append(...entries);
      else for (const [kind, hits] of kinds) this.list.append(this.group(kind, hits.length, entries.splice(0, Math.min(hits.length, OF_A_KIND))));
      this.rest.hidden = isGrouped || this.list.children.length >= results.length;
      if (from) this.list.children[from]?.querySelector("a").focus();
    }

    group(kind, number, entries) {
      const head = make("p", { className: "sb-search__kind" }, kind || "Overview");
      if (number > entries.length && kind) {
        const all = make("button", { type: "button", className: "sb-search__all" }, `all ${number}`);
        all.addEventListener("click", () => {
          this.chosen.type = kind;
          this.search();
        });
        head.append(" · ", all);
      }
      return make("li", { className: "sb-search__group" }, head, make("ol", {}, ...entries));
    }

    drawFilters(counts) {
      const focused = document.activeElement?.dataset?.filter;
      const lines = filtersOf(counts).map((name) => this.line(name, labelOf(name), counts[name] ?? {}));
      this.types.replaceChildren(...(lines[0]?.childNodes ?? []));
      this.more.replaceChildren(...lines.slice(1).filter((line) => line.childElementCount > 1));
      this.toggle.hidden = !this.more.childElementCount;
      // The chip that was pressed has been made anew.
      if (focused) [...this.element.querySelectorAll("[data-filter]")].find((chip) => chip.dataset.filter === focused)?.focus();
    }

    line(name, label, counts) {
      const line = make("p", { className: "sb-search__line" }, make("span", { className: "sb-filters__label" }, label));
      let values = Object.entries(counts).filter(([value, count]) => count || this.chosen[name] === value);
      if (this.chosen[name] && !(this.chosen[name] in counts)) values.push([this.chosen[name], 0]);
      values.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
      values = values.slice(0, MOST_VALUES);
      if (name === "year") values.sort(([a], [b]) => (a < b ? -1 : 1));
      for (const [value, count] of values) {
        const chip = make("button", { type: "button", className: "sb-chip", ariaPressed: String(this.chosen[name] === value) },
          value, " ", make("span", { className: "sb-chip__count" }, String(count)));
        chip.dataset.filter = `${name}:${value}`;
        chip.addEventListener("click", () => {
          if (this.chosen[name] === value) delete this.chosen[name];
          else this.chosen[name] = value;
          this.search();
        });
        line.append(" ", chip);
      }
      if (!values.length) line.replaceChildren();
      return line;
    }

    // Arrows go from the field through the results and back.
    move(event) {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp" || event.isComposing) return;
      const stops = [this.input, ...this.list.querySelectorAll(".sb-found__title")];
      const at = stops.indexOf(event.target.closest(".sb-found")?.querySelector("a") ?? event.target);
      const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
      if (at < 0 || !next) return;
      event.preventDefault();
      next.focus();
    }
  }

  function close() {
    panel.input.blur(); // Otherwise it has the focus until the next frame, and takes the next “/”.
    dialog.close();
  }

  function open() {
    if (panel?.isPage) return panel.input.focus();
    if (!dialog) {
      panel = new Panel(false);
      const cross = make("button", { type: "button", className: "sb-search__close", ariaLabel: "Close the search" }, "Esc");
      cross.addEventListener("click", close);
      panel.form.append(cross);
      dialog = make("dialog", { className: "sb-dialog", ariaLabel: "Search" }, panel.element);
      dialog.addEventListener("click", ({ target }) => target === dialog && close());
      dialog.addEventListener("keydown", (event) => {
        // Chromium would first empty the field.
        if (event.key === "Escape" && !event.isComposing) {
          event.preventDefault();
          close();
        }
      });
      document.body.append(dialog);
    }
    index ??= load();
    index.catch(() => (index = null));
    if (!dialog.open) dialog.showModal();
    panel.input.focus();
    panel.input.select();
  }

  opener?.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    open();
  });

  addEventListener("keydown", (event) => {
    const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
    const isCommand = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping;
    if (!isCommand && !isSlash || event.isComposing) return;
    event.preventDefault();
    open();
  });

  const place = document.querySelector("[data-sb-search]");
  if (place) {
    panel = new Panel(true);
    place.replaceChildren(panel.element);
    const asked = new URLSearchParams(location.search);
    panel.input.value = (asked.get("q") ?? "").slice(0, MOST_LETTERS);
    for (const [name, value] of asked) if (name !== "q" && value) panel.chosen[name] = value;
    if (panel.input.value || Object.keys(panel.chosen).length) panel.search();
  }
})();
