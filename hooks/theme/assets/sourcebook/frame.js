// The frame: light or dark, the section in sight, the place in the list of contents, copies of
// references. It stands in for the script of Material, of which the pages used no more than this
// and which cost each of them 35 KB and half a second of a phone's time.
(() => {
  const SCHEMES = ["auto", "default", "slate"];
  const TOLD = 2000; // milliseconds

  // Light or dark. What was chosen is set before the page is drawn, in partials/header.html.
  const button = document.querySelector("[data-sb-scheme]");
  function show(scheme) {
    document.body.dataset.mdColorScheme = scheme;
    const next = SCHEMES[(SCHEMES.indexOf(scheme) + 1) % SCHEMES.length];
    button.ariaLabel = button.title = button.dataset[next];
    return next;
  }
  if (button) {
    let next = show(document.body.dataset.mdColorScheme);
    button.addEventListener("click", () => {
      const chosen = next;
      next = show(chosen);
      try {
        localStorage.setItem(button.dataset.sbScheme, chosen);
      } catch {
        // Nothing is kept where the reader allows nothing to be.
      }
    });
  }

  // The row of sections scrolls sideways in a narrow window. The observer knows where things are
  // without asking for the layout of the whole page there and then.
  const current = document.querySelector(".sb-sections [aria-current]");
  if (current) {
    const row = current.closest("ul");
    new IntersectionObserver(([{ boundingClientRect: at, rootBounds: box }], observer) => {
      observer.disconnect();
      if (at.left < box.left || at.right > box.right) row.scrollLeft += at.left - (box.width - at.width) / 2;
    }, { root: row }).observe(current);
  }

  // The list of contents marks the part that is read.
  const links = [...document.querySelectorAll(".md-nav--secondary a[href^='#']")];
  const list = links[0]?.closest(".md-sidebar__scrollwrap");
  const parts = links
    .map((link) => ({ link, heading: document.getElementById(decodeURIComponent(link.hash.slice(1))) }))
    .filter(({ heading }) => heading);
  let marked = null, isAsked = false;
  function mark() {
    isAsked = false;
    const read = parts.findLast(({ heading }) => heading.getBoundingClientRect().top < innerHeight / 4)?.link;
    if (read === marked) return;
    marked?.classList.remove("md-nav__link--active");
    marked?.removeAttribute("aria-current");
    marked = read ?? null;
    if (!marked) return;
    marked.classList.add("md-nav__link--active");
    marked.setAttribute("aria-current", "location");
    const at = marked.getBoundingClientRect(), box = list.getBoundingClientRect();
    if (at.top < box.top || at.bottom > box.bottom) list.scrollTop += at.top - box.top - box.height / 2;
  }
  if (parts.length && matchMedia("(min-width: 76.25em)").matches)
    addEventListener("scroll", () => {
      if (!isAsked) requestAnimationFrame(mark);
      isAsked = true;
    }, { passive: true });

  // The search is fetched when it is asked for, by the link or by a key; search.js then has both.
  const opener = document.querySelector("[data-sb-search-open]");
  function fetchSearch(event) {
    if (event.type === "click" && (event.ctrlKey || event.metaKey || event.button)) return;
    if (event.shiftKey || event.altKey || event.isComposing) return;
    event.preventDefault();
    opener.removeEventListener("click", fetchSearch);
    removeEventListener("keydown", hear);
    const script = document.createElement("script");
    script.src = opener.dataset.sbSearchOpen;
    // Who types on at once loses no letter.
    let typed = "";
    const keep = (key) => {
      if (key.key.length !== 1 || key.ctrlKey || key.metaKey || key.altKey) return;
      key.preventDefault();
      typed += key.key;
    };
    addEventListener("keydown", keep);
    script.onload = () => {
      removeEventListener("keydown", keep);
      opener.click();
      const field = document.activeElement;
      if (!typed || field?.tagName !== "INPUT") return;
      field.value += typed;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    };
    script.onerror = () => (location.href = opener.href);
    document.head.append(script);
  }
  function hear(event) {
    const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
    const isCommand = event.ctrlKey || event.metaKey;
    if (isCommand ? event.key.toLowerCase() === "k" : event.key === "/" && !isTyping) fetchSearch(event);
  }
  if (opener && !document.querySelector("[data-sb-search]")) {
    opener.addEventListener("click", fetchSearch);
    addEventListener("keydown", hear);
  }

  // A reference can be copied where it can be downloaded.
  const buttons = document.querySelectorAll(".sb-copy");
  const status = document.createElement("p");
  status.className = "sb-hidden";
  status.setAttribute("role", "status");
  if (buttons.length) document.body.append(status);
  for (const button of buttons) {
    const link = button.previousElementSibling;
    button.addEventListener("click", async () => {
      let told = "copied";
      try {
        const answer = await fetch(link.href);
        if (!answer.ok) throw new Error(answer.statusText);
        await navigator.clipboard.writeText(await answer.text());
      } catch {
        told = "not copied";
      }
      button.textContent = told;
      status.textContent = `${link.textContent}: ${told}`;
      setTimeout(() => (button.textContent = "copy"), TOLD);
    });
  }
})();
