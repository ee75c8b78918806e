/**
 * Shows a hint when a text speaks of looks or faith instead of behaviour.
 * It never blocks and never counts: the words stay in the browser.
 */
export function watchWords(root: Document): void {
  for (const hint of root.querySelectorAll<HTMLElement>("[data-words]")) {
    const words = (hint.dataset["words"] ?? "").split(" ").filter((word) => word.length > 0);
    const form = hint.closest("form");
    if (!form || words.length === 0) {
      continue;
    }
    const pattern = new RegExp(`(^|[^\\p{L}])(${words.join("|")})`, "iu");
    const refresh = (): void => {
      const texts = [...form.querySelectorAll<HTMLTextAreaElement>("textarea")].map((area) => area.value);
      hint.hidden = !texts.some((text) => pattern.test(text));
    };
    form.addEventListener("input", refresh);
    refresh();
  }
}
