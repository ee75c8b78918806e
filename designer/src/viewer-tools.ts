import { centreOn } from "./viewer-centre";
import type NavigatedViewer from "bpmn-js/lib/NavigatedViewer";

interface ZoomScroll {
  stepZoom(delta: number): void;
}

interface Canvas {
  zoom(level: "fit-viewport" | number, center?: "auto"): number;
  scroll(delta: { dx: number; dy: number }): void;
}

const step = 60;
const arrows: Record<string, { dx: number; dy: number }> = {
  ArrowLeft: { dx: step, dy: 0 },
  ArrowRight: { dx: -step, dy: 0 },
  ArrowUp: { dx: 0, dy: step },
  ArrowDown: { dx: 0, dy: -step },
};

function button(label: string, act: () => void): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  element.className = "nl-button";
  element.textContent = label;
  element.addEventListener("click", act);
  return element;
}

/** Buttons for zoom, and the same by keyboard once the drawing has the focus: plus, minus, 0 and the arrows. */
export function addTools(host: HTMLElement, canvasHost: HTMLElement, viewer: NavigatedViewer, here: string | undefined): void {
  const zoom = viewer.get<ZoomScroll>("zoomScroll");
  const canvas = viewer.get<Canvas>("canvas");
  const fit = (): void => {
    canvas.zoom("fit-viewport", "auto");
  };
  const tools = host.querySelector("[data-bpmn-tools]");
  tools?.append(
    button("Inzoomen", () => zoom.stepZoom(1)),
    button("Uitzoomen", () => zoom.stepZoom(-1)),
    button("Hele tekening", fit),
  );
  if (here) {
    tools?.append(
      button("Waar zijn we nu?", () => centreOn(viewer, here, 1)),
    );
  }
  canvasHost.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const move = arrows[event.key];
    if (move) {
      canvas.scroll(move);
    } else if (event.key === "+" || event.key === "=") {
      zoom.stepZoom(1);
    } else if (event.key === "-") {
      zoom.stepZoom(-1);
    } else if (event.key === "0") {
      fit();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }, { capture: true });
}
