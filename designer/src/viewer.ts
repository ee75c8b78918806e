import NavigatedViewer from "bpmn-js/lib/NavigatedViewer";
import signaalketen from "./moddle/signaalketen.json";
import { centreOn } from "./viewer-centre";
import { addTools } from "./viewer-tools";

/** What the page asks of the drawing; every value is a data attribute, so the page needs no script of its own. */
interface DrawingRequest {
  url: string;
  visited: string[];
  active: string[];
  late: string[];
  counts: Record<string, { running: number; late: number }>;
}

interface Canvas {
  addMarker(element: string, marker: string): void;
  zoom(level: "fit-viewport" | number, center?: "auto"): number;
}

interface Overlays {
  add(element: string, overlay: { position: { top?: number; right?: number }; html: HTMLElement }): void;
}

interface Registry {
  get(id: string): unknown;
}

const readableScale = 0.9;

function words(value: string | undefined): string[] {
  return (value ?? "").split(/\s+/).filter((word) => word.length > 0);
}

function readRequest(host: HTMLElement): DrawingRequest {
  const data = host.dataset;
  return {
    url: data["bpmnUrl"] ?? "",
    visited: words(data["bpmnVisited"]),
    active: words(data["bpmnActive"]),
    late: words(data["bpmnLate"]),
    counts: JSON.parse(data["bpmnCounts"] ?? "{}") as DrawingRequest["counts"],
  };
}

async function fetchModel(url: string): Promise<string> {
  const address = new URL(url, document.baseURI);
  if (address.origin !== location.origin) {
    throw new Error("The drawing is only read from this site.");
  }
  const response = await fetch(address, { credentials: "same-origin", headers: { Accept: "application/xml" } });
  if (!response.ok) {
    throw new Error(`The drawing answered ${response.status}.`);
  }
  return response.text();
}

function addCounts(viewer: NavigatedViewer, counts: DrawingRequest["counts"]): void {
  const overlays = viewer.get<Overlays>("overlays");
  const registry = viewer.get<Registry>("elementRegistry");
  for (const [element, count] of Object.entries(counts)) {
    if (!registry.get(element) || count.running === 0) {
      continue;
    }
    const badge = document.createElement("span");
    badge.className = count.late > 0 ? "sk-drawing__count sk-drawing__count--late" : "sk-drawing__count";
    badge.textContent = count.late > 0 ? `${count.running}, ${count.late} te laat` : `${count.running}`;
    overlays.add(element, { position: { top: -12, right: 18 }, html: badge });
  }
}

// A long chain shown whole is too small to read: then the drawing opens where the work is.
function show(viewer: NavigatedViewer, canvas: Canvas, here: string | undefined): void {
  const scale = canvas.zoom("fit-viewport", "auto");
  if (here && scale < readableScale) {
    centreOn(viewer, here, readableScale);
  }
}

async function draw(host: HTMLElement): Promise<void> {
  const canvasHost = host.querySelector<HTMLElement>("[data-bpmn-canvas]");
  if (!canvasHost) {
    return;
  }
  const request = readRequest(host);
  const xml = await fetchModel(request.url);
  host.hidden = false;
  // Scrolling over the drawing scrolls the page: zooming is for the buttons and the keyboard.
  const viewer = new NavigatedViewer({
    container: canvasHost,
    moddleExtensions: { sk: signaalketen },
    zoomScroll: { enabled: false },
  });
  await viewer.importXML(xml);
  const canvas = viewer.get<Canvas>("canvas");
  const registry = viewer.get<Registry>("elementRegistry");
  const mark = (ids: string[], marker: string): void =>
    ids.filter((id) => registry.get(id)).forEach((id) => canvas.addMarker(id, marker));
  mark(request.visited, "sk-visited");
  mark(request.active, "sk-active");
  mark(request.late, "sk-late");
  addCounts(viewer, request.counts);
  const shown = (id: string): boolean => registry.get(id) !== undefined;
  const here = request.late.find(shown) ?? request.active.filter(shown).pop();
  show(viewer, canvas, here);
  addTools(host, canvasHost, viewer, here);
  host.dataset["bpmnState"] = "ready";
}

for (const host of document.querySelectorAll<HTMLElement>("[data-bpmn-url]")) {
  draw(host).catch(() => {
    // The text outline on the same page tells the same; an empty frame would only confuse.
    host.hidden = true;
    host.dataset["bpmnState"] = "failed";
  });
}
