// On a phone the facets stand above the rows, and are opened by whoever wants them.
if (matchMedia("(max-width: 800px)").matches) document.querySelector("details.facets")?.removeAttribute("open");

// A form becomes an address: the policy lets no form be sent, and a view that has an address can be sent to others.
for (const form of document.querySelectorAll("form.search")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const asked = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      const facet = document.querySelector(`[data-facet="${CSS.escape(name)}"]`);
      if (value || facet) asked.append(name, value);
    }
    location.assign(`${form.dataset.to}?${asked}`);
  });
}
