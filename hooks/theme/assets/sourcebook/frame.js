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

  // A reference can be copied where it can be downloaded.
  const copied = navigator.clipboard ? document.querySelectorAll("[data-sb-copy]") : [];
  if (copied.length) {
    const status = document.createElement("p");
    status.className = "sb-hidden";
    status.setAttribute("role", "status");
    document.body.append(status);
    for (const link of copied) {
      const copy = document.createElement("button");
      copy.type = "button";
      copy.className = "sb-copy";
      copy.textContent = "copy";
      copy.ariaLabel = `Copy as ${link.textContent}`;
      copy.addEventListener("click", async () => {
        let told = "copied";
        try {
          const answer = await fetch(link.href);
          if (!answer.ok) throw new Error(answer.statusText);
          await navigator.clipboard.writeText(await answer.text());
        } catch {
          told = "not copied";
        }
        copy.textContent = told;
        status.textContent = `${link.textContent}: ${told}`;
        setTimeout(() => (copy.textContent = "copy"), TOLD);
      });
      link.after(" ", copy);
    }
  }
})();
