// Statements: while the card of a mark is open, what it covers is painted, and the card holds the
// words that bear that out and a way to cite it.
(() => {
  // Painted by the browser: no markup for it, so no page grows. A mention and a figure cover their
  // sentence, which has no bounds in HTML.
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
    row.className = "sb-card__line sb-card__permanent";
    card.append(row);
  }

  // Words that bear out another citation say nothing of this one.
  function withoutOthers(marker, card) {
    for (const words of card.querySelectorAll("[data-bears]"))
      if (!words.dataset.bears.split(" ").includes(marker.id)) words.parentElement.remove();
  }

  addEventListener("sb-card", ({ detail: shown }) => {
    COVERED?.clear();
    if (!shown) return;
    const { marker, card } = shown, mark = marker.closest(".sb-cite");
    withoutOthers(marker, card);
    cover(marker);
    if (mark.id) permanent(card, mark);
  });
})();
