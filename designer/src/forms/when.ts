/** Shows a field only while the answer it belongs to is chosen. Without script every field is on the page. */
export function showWhenChosen(root: Document): void {
  for (const part of root.querySelectorAll<HTMLElement>("[data-when-field]")) {
    const name = part.dataset["whenField"] ?? "";
    const wanted = part.dataset["whenValue"] ?? "";
    const form = part.closest("form");
    if (!form) {
      continue;
    }
    const refresh = (): void => {
      part.hidden = !new FormData(form).getAll(name).includes(wanted);
    };
    form.addEventListener("change", refresh);
    refresh();
  }
}
