// Cards: what a citation marker refers to, on hover, focus or the first tap, from its entry in the
// reference list. WCAG 1.4.13: Escape closes a card, the pointer may go into it.
(() => {
  const MARKERS = '.sb-cite a[href^="#ref-"]';
  const PARTS = ".sb-ref, .sb-voice, .sb-borne, .sb-archived, .sb-sourcelink";
  const OPEN_AFTER = 150, CLOSE_AFTER = 300; // milliseconds
  const MARGIN = 8; // pixels to the edge
  let shown = null; // {marker, card, title}
  let timer = 0, tapped = null;

  const markerOf = (node) => node.closest?.(MARKERS);
  const isInside = (node) => shown && (shown.card.contains(node) || shown.marker.contains(node));

  // To statements.js.
  const tell = () => dispatchEvent(new CustomEvent("sb-card", { detail: shown }));

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
      line(card, part.cloneNode(true));
      if (part.matches(".sb-ref") && locator?.matches(".sb-locator"))
        line(card, "Cited: " + locator.textContent.replace(/^[,\s]+/, ""), "sb-card__locator");
    }
    // The browser's own tooltip would say the same.
    shown = { marker, card, title: marker.title };
    marker.title = "";
    marker.setAttribute("aria-describedby", card.id);
    // So that Tab goes from one to the other.
    marker.after(card);
    tell();
    place();
  }

  function close() {
    clearTimeout(timer);
    if (!shown) return;
    const { marker, card, title } = shown;
    if (card.contains(document.activeElement)) marker.focus({ preventScroll: true });
    shown = null;
    tell();
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
