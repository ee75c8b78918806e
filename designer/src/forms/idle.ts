/** Leaves no half-told story on a shared screen: after the given minutes without a key the page starts again. */
export function clearWhenIdle(root: Document): void {
  const form = root.querySelector<HTMLFormElement>("form[data-idle-minutes]");
  if (!form) {
    return;
  }
  const minutes = Number(form.dataset["idleMinutes"]);
  const startAgain = form.dataset["idleGo"] ?? location.pathname;
  let timer = 0;
  const restart = (): void => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      form.reset();
      location.replace(startAgain);
    }, minutes * 60_000);
  };
  form.addEventListener("input", restart);
  restart();
}
