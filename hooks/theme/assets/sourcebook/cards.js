// Cards: what a citation marker refers to, shown on hover, focus or the first tap. Made of the
// entry in the page's reference list, to which the marker is a link where no script runs.
// WCAG 1.4.13: Escape closes a card, the pointer may go into it, and until then it stays.
(() => {
  const MARKERS = '.sb-cite a[href^="#ref-"]';
  const PARTS = ".sb-ref, .sb-voice, .sb-borne, .sb-archived, .sb-sourcelink";
  const OPEN_AFTER = 150, CLOSE_AFTER = 300; // milliseconds
  const MARGIN = 8; // pixels to the edge of the window
  let shown = null; // {marker, card, title}
  let timer = 0, tapped = null;

  // What a mark covers, from the one before in its paragraph, is painted: no markup for it, so
  // no page grows. A mention and a figure cover their sentence, which has no bounds in HTML.
  const COVERED = window.Highlight && new Highlight();
  if (COVERED) CSS.highlights.set("sb-covered", COVERED);
  const PARAGRAPH = "p, li, td, th, dt, dd, h2, h3, h4, blockquote, figcaption";

  const CLOSING = /^[\s,;:.!?…۔؟)\]"'”’»–—]*/;

  function cover(marker) {
    const mark = marker.closest(".sb-cite"), paragraph = mark.closest(PARAGRAPH);
    if (!COVERED || !paragraph || mark.matches(".sb-cite--sentence")) return;
    const range = new Range();
    range.selectNodeContents(paragraph);
    range.setEndBefore(mark);
    const heading = paragraph.firstElementChild;
    if (heading?.matches("strong") && !heading.previousSibling?.textContent.trim())
      range.setStartAfter(heading);
    for (const other of paragraph.querySelectorAll(".sb-cite")) {
      const before = range.cloneRange(), next = other.nextSibling;
      if (!range.intersectsNode(other)) break;
      range.setStartAfter(other);
      // The full stop after a mark belongs to what it covers.
      if (next?.nodeType === Node.TEXT_NODE) range.setStart(next, next.data.match(CLOSING)[0].length);
      if (/[\p{L}\p{N}]/u.test(range)) continue;
      // Marks with no word between cover the same.
      range.setStart(before.startContainer, before.startOffset);
      range.setEndBefore(other);
    }
    COVERED.add(range);
  }

  const markerOf = (node) => node.closest?.(MARKERS);
  const isInside = (node) => shown && (shown.card.contains(node) || shown.marker.contains(node));

  function later(action, delay) {
    clearTimeout(timer);
    timer = setTimeout(action, delay);
  }

  function line(card, content, name = "") {
    const made = document.createElement("span");
    made.className = "sb-card__line " + name;
    made.append(content);
    card.append(made);
  }

  function open(marker) {
    clearTimeout(timer);
    if (shown?.marker === marker) return;
    close();
    const entry = document.getElementById(marker.hash.slice(1));
    if (!entry) return;
    const card = document.createElement("span");
    card.className = card.id = "sb-card";
    card.role = "group";
    card.ariaLabel = "Source " + marker.textContent;
    const locator = marker.nextElementSibling;
    for (const part of entry.querySelectorAll(PARTS)) {
      // Words that bear out another citation say nothing of this one.
      if (part.dataset.bears && !part.dataset.bears.split(" ").includes(marker.id)) continue;
      line(card, part.cloneNode(true));
      if (part.matches(".sb-ref") && locator?.matches(".sb-locator"))
        line(card, "Cited: " + locator.textContent.replace(/^[,\s]+/, ""), "sb-card__locator");
    }
    const mark = marker.closest(".sb-cite");
    if (mark.id) permanent(card, mark);
    // The browser's own tooltip would say the same once more.
    shown = { marker, card, title: marker.title };
    marker.title = "";
    marker.setAttribute("aria-describedby", card.id);
    // Right after the marker, so that Tab goes from one to the other.
    marker.after(card);
    cover(marker);
    place();
  }

  // The address of the statement, and a line to cite it by: its words, this page, its works. Their
  // BibTeX and templates are on the pages of the works, to which the card leads.
  function permanent(card, mark) {
    const link = document.createElement("a"), button = document.createElement("button");
    link.href = "#" + mark.id;
    link.textContent = "Permalink";
    button.type = "button";
    button.className = "sb-copy";
    button.textContent = "cite this statement";
    button.addEventListener("click", async () => {
      const marks = mark.querySelectorAll(':scope > a[href^="#ref-"]');
      const works = [...new Set([...marks].map(({ hash }) =>
        document.getElementById(hash.slice(1))?.querySelector(".sb-ref")?.textContent.trim()))];
      const words = [...(COVERED || [])].join(" ").replace(/\s+/g, " ").trim();
      const told = (words && `“${words}” `) + `${document.title}, ${link.href}. ${works.join(" ")}`;
      button.textContent = await navigator.clipboard.writeText(told).then(() => "copied", () => told);
    });
    const row = document.createElement("span");
    row.append(link, " · ", button);
    line(card, row, "sb-card__permanent");
  }

  function close() {
    clearTimeout(timer);
    if (!shown) return;
    const { marker, card, title } = shown;
    if (card.contains(document.activeElement)) marker.focus({ preventScroll: true });
    shown = null;
    COVERED?.clear();
    card.remove();
    marker.removeAttribute("aria-describedby");
    marker.title = title;
  }

  // Below the marker, or above where there is more room.
  function place() {
    if (!shown) return;
    const { marker, card } = shown;
    const at = marker.getBoundingClientRect();
    const below = innerHeight - at.bottom - MARGIN, above = at.top - MARGIN;
    const isAbove = card.scrollHeight > below && above > below;
    card.style.maxHeight = Math.max(isAbove ? above : below, 96) + "px";
    const right = document.documentElement.clientWidth - card.offsetWidth - MARGIN;
    card.style.left = Math.max(Math.min(at.left, right), MARGIN) + "px";
    card.style.top = (isAbove ? at.top - card.offsetHeight : at.bottom) + "px";
  }

  const on = (type, listener) => addEventListener(type, listener, true);
  on("pointerover", ({ target, pointerType }) => {
    const marker = markerOf(target);
    if (pointerType === "touch") return;
    if (isInside(target)) clearTimeout(timer);
    else if (marker) later(() => open(marker), OPEN_AFTER);
    else if (!isInside(document.activeElement)) later(close, CLOSE_AFTER);
  });
  on("focusin", ({ target }) => {
    // A pointer gives the focus, too; its click decides.
    if (markerOf(target)?.matches(":focus-visible")) open(target);
    else if (!isInside(target)) close();
  });
  on("pointerdown", ({ target, pointerType }) => {
    const marker = markerOf(target);
    tapped = pointerType === "touch" && shown?.marker !== marker && marker;
    if (!isInside(target)) close();
  });
  on("click", (event) => {
    const marker = markerOf(event.target);
    if (!marker) return;
    if (marker !== tapped) return close();
    event.preventDefault();
    open(marker);
  });
  on("keydown", ({ key }) => key === "Escape" && close());
  on("scroll", place);
  on("resize", place);
})();
