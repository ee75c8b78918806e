/* Everything here makes a working page nicer; nothing here is needed to do the work. */
import { clearWhenIdle } from "./forms/idle";
import { sendOnce } from "./forms/once";
import { showWhenChosen } from "./forms/when";
import { watchWords } from "./forms/words";

showWhenChosen(document);
sendOnce(document);
watchWords(document);
clearWhenIdle(document);

// A reader with a screen reader hears the outcome first: an error summary before a message of success.
document.querySelector<HTMLElement>("[data-error-summary], [data-flash]")?.focus();
