// Filters: on the index of a collection they are combined in the page. Without this script each is
// a link to a page of its own; with it, the address of the index holds what is chosen
// (?level=…&topic=…): several values of one facet widen the list, several facets narrow it.
// Filters stay links, so they can be opened, copied and walked back like any other.
(() => {
  for (const link of document.querySelectorAll("[data-sb-combine]")) {
    link.hidden = false;
    // A number that has no page of its own is a click away all the same.
    for (const chip of document.querySelectorAll("span[data-sb-filter]")) {
      const made = document.createElement("a");
      for (const { name, value } of chip.attributes) made.setAttribute(name, value);
      const address = new URL(link.href);
      address.searchParams.append(...chip.dataset.sbFilter.split("/"));
      made.href = address.href;
      made.append(...chip.childNodes);
      chip.replaceWith(made);
    }
  }

  // On a phone a line of filters scrolls in itself: what is chosen must be seen.
  function reveal() {
    for (const link of document.querySelectorAll(".sb-filters [data-sb-filter][aria-current]")) {
      const line = link.parentElement;
      const label = line.firstElementChild.offsetWidth;
      if (line.scrollWidth > line.clientWidth) line.scrollLeft = link.offsetLeft - line.offsetLeft - label;
    }
  }
  reveal();

  const nav = document.querySelector("nav[data-sb-nouns]");
  if (!nav) return;
  const [singular, plural] = nav.dataset.sbNouns.split("|");
  const folded = nav.querySelector("details");
  const chips = [...nav.querySelectorAll("[data-sb-filter]")].map((link) => {
    const [facet, slug] = link.dataset.sbFilter.split("/");
    const count = link.querySelector(".sb-chip__count");
    return { link, facet, slug, count, text: link.firstChild.data.trim() };
  });
  const facets = [...new Set(chips.map((chip) => chip.facet))];
  const entries = [...document.querySelectorAll("[data-sb-in]")].map((element) => {
    const values = new Map(facets.map((facet) => [facet, []]));
    for (const token of element.dataset.sbIn.split(" ")) {
      const [facet, slug] = token.split("/");
      values.get(facet)?.push(slug);
    }
    return { element, values };
  });
  // A list with the heading above it, and what leads there from the table of contents.
  const groups = [...new Set(entries.map((entry) => entry.element.parentElement))].map((list) => {
    const heading = list.previousElementSibling?.matches("h2") ? list.previousElementSibling : null;
    const links = heading?.id
      ? document.querySelectorAll(`:is(.md-nav, .sb-contents) a[href="#${CSS.escape(heading.id)}"]`)
      : [];
    return { list, around: [heading, ...[...links].map((link) => link.closest("li"))].filter(Boolean) };
  });
  const title = document.title;
  let isTouched = false; // Before that nobody needs to be told that all are there.
  const bar = document.createElement("div");
  bar.className = "sb-filters__chosen";
  bar.hidden = true;
  const status = document.createElement("p");
  status.className = "sb-filters__status";
  status.setAttribute("role", "status");
  const crosses = document.createElement("p");
  bar.append(crosses);
  nav.append(bar, status);

  function chosenIn(address) {
    const query = new URL(address).searchParams;
    return new Map(facets.map((facet) => [facet, new Set(query.getAll(facet))]));
  }

  // The address in which *slug* is chosen if it was not, and else is not; with none, of nothing chosen.
  function toggled(facet, slug) {
    const address = new URL(location.href);
    address.hash = "";
    const query = address.searchParams;
    const before = facet ? query.getAll(facet) : [];
    for (const one of facet ? [facet] : facets) query.delete(one);
    const after = before.filter((one) => one !== slug);
    if (facet && after.length === before.length) after.push(slug);
    for (const one of after) query.append(facet, one);
    return address.href;
  }

  function passes(entry, chosen, but) {
    return facets.every((facet) => {
      const wanted = chosen.get(facet);
      return facet === but || !wanted.size || entry.values.get(facet).some((slug) => wanted.has(slug));
    });
  }

  function show() {
    const chosen = chosenIn(location.href);
    let number = 0;
    for (const entry of entries) {
      entry.element.hidden = !passes(entry, chosen);
      if (!entry.element.hidden) number += 1;
    }
    for (const { list, around } of groups) {
      const isEmpty = [...list.children].every((child) => child.hidden);
      for (const element of [list, ...around]) element.hidden = isEmpty;
    }
    for (const facet of facets) {
      const counts = new Map();
      for (const entry of entries) {
        if (!passes(entry, chosen, facet)) continue;
        for (const slug of entry.values.get(facet)) counts.set(slug, (counts.get(slug) ?? 0) + 1);
      }
      for (const chip of chips) {
        if (chip.facet !== facet) continue;
        const isChosen = chosen.get(facet).has(chip.slug);
        const count = counts.get(chip.slug) ?? 0;
        chip.count.textContent = count;
        // Nothing would be left: no link, but its place and its number stay.
        if (count || isChosen) chip.link.href = toggled(facet, chip.slug);
        else chip.link.removeAttribute("href");
        if (isChosen) chip.link.setAttribute("aria-current", "true");
        else chip.link.removeAttribute("aria-current");
      }
    }
    told(chosen, number);
  }

  function told(chosen, number) {
    const names = [];
    crosses.replaceChildren();
    for (const [facet, slugs] of chosen) {
      for (const slug of slugs) {
        const chip = chips.find((one) => one.facet === facet && one.slug === slug);
        const text = chip?.text ?? slug;
        names.push(text);
        if (chip && folded?.contains(chip.link)) folded.open = true;
        const cross = document.createElement("a");
        cross.className = "sb-chip";
        cross.href = toggled(facet, slug);
        cross.setAttribute("aria-label", `Remove the filter ${text}`);
        cross.append(text, " ×");
        crosses.append(cross, " ");
      }
    }
    if (names.length) {
      const all = document.createElement("a");
      all.href = toggled();
      all.textContent = "Clear all filters";
      crosses.append(all);
    }
    bar.hidden = !names.length;
    const counted = `${number} of ${entries.length} ${entries.length === 1 ? singular : plural}`;
    const nothing = `No ${singular} has all of these: remove a filter.`;
    const everything = isTouched ? `All ${entries.length} ${plural}` : "";
    status.textContent = !names.length ? everything : number ? counted : nothing;
    document.title = names.length ? `${names.join(", ")}: ${title}` : title;
  }

  nav.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const isCross = crosses.contains(link);
    if (!isCross && !link.dataset.sbFilter) return;
    event.preventDefault();
    const at = [...crosses.children].indexOf(link);
    history.pushState(null, "", link.href);
    isTouched = true;
    show();
    // What was clicked is gone, and the focus would be nowhere.
    if (isCross) (crosses.children[at] ?? crosses.children[0] ?? chips[0].link).focus();
  });
  addEventListener("popstate", show);
  // An address that was kept: the place it names has moved up.
  show();
  reveal();
  if (location.hash && location.search) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
})();
