/** A second click while the first is on its way does nothing. The server refuses it as well; this saves a needless message. */
export function sendOnce(root: Document): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[method=post]")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset["sent"] === "yes") {
        event.preventDefault();
        return;
      }
      form.dataset["sent"] = "yes";
      form.setAttribute("aria-busy", "true");
    });
  }
  // Back in the browser may show this very page again: then it must work again.
  window.addEventListener("pageshow", () => {
    for (const form of root.querySelectorAll<HTMLFormElement>("form[data-sent]")) {
      delete form.dataset["sent"];
      form.removeAttribute("aria-busy");
    }
  });
}
