import type NavigatedViewer from "bpmn-js/lib/NavigatedViewer";

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface Canvas {
  viewbox(): { outer: { width: number; height: number } };
  viewbox(box: Box): void;
}

interface Registry {
  get(id: string): Box | undefined;
}

/** Puts an element in the middle of the drawing at this scale. */
export function centreOn(viewer: NavigatedViewer, id: string, scale: number): void {
  const element = viewer.get<Registry>("elementRegistry").get(id);
  if (!element) {
    return;
  }
  const canvas = viewer.get<Canvas>("canvas");
  const { outer } = canvas.viewbox();
  const width = outer.width / scale;
  const height = outer.height / scale;
  canvas.viewbox({
    x: element.x + element.width / 2 - width / 2,
    y: element.y + element.height / 2 - height / 2,
    width,
    height,
  });
}
