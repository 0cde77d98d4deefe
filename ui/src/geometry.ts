// From the photograph's coordinates to the screen's: boxes, zoom, pan and what lies under a finger.
import type { Box } from "./api/types";

export type Size = { width: number; height: number };
export type Point = { x: number; y: number };
export type Rect = Point & Size;
/** Screen = (x, y) + scale · photograph pixel. */
export type View = Point & { scale: number };

/** How far one may zoom in, as a multiple of the fitted picture. */
export const CLOSEST = 16;

/** A box of 0–999 in pixels of a picture: 0 is its first edge, 999 its last. */
export function toRect([x1, y1, x2, y2]: Box, image: Size): Rect {
  const [across, down] = [image.width / 999, image.height / 999];
  return { x: x1 * across, y: y1 * down, width: (x2 - x1) * across, height: (y2 - y1) * down };
}

/** A point of 0–999 in pixels of a picture. */
export function toPoint(point: readonly number[], image: Size): Point {
  return { x: ((point[0] ?? 0) / 999) * image.width, y: ((point[1] ?? 0) / 999) * image.height };
}

/** A picture's rectangle on the screen, grown about its centre to at least `least` and by `pad` on each side. */
export function onScreen(rect: Rect, view: View, pad: number, least: number): Rect {
  const width = Math.max(rect.width * view.scale + 2 * pad, least);
  const height = Math.max(rect.height * view.scale + 2 * pad, least);
  return {
    x: view.x + (rect.x + rect.width / 2) * view.scale - width / 2,
    y: view.y + (rect.y + rect.height / 2) * view.scale - height / 2,
    width,
    height,
  };
}

/** The whole picture, as large as the window lets it be, in its middle. */
export function wholeView(image: Size, window: Size): View {
  const scale = Math.min(window.width / image.width, window.height / image.height) || 1;
  return {
    scale,
    x: (window.width - image.width * scale) / 2,
    y: (window.height - image.height * scale) / 2,
  };
}

/** Holds a view within bounds: not smaller than fitted, not closer than CLOSEST, no empty border where picture could be. */
export function hold(view: View, image: Size, window: Size): View {
  const whole = wholeView(image, window);
  const scale = Math.min(Math.max(view.scale, whole.scale), whole.scale * CLOSEST);
  const along = (at: number, picture: number, frame: number) =>
    picture <= frame ? (frame - picture) / 2 : Math.min(0, Math.max(frame - picture, at));
  return {
    scale,
    x: along(view.x, image.width * scale, window.width),
    y: along(view.y, image.height * scale, window.height),
  };
}

/** Zooms by `factor` with the picture's point under `at` held in its place. */
export function zoomAt(view: View, at: Point, factor: number, image: Size, window: Size): View {
  const whole = wholeView(image, window);
  const scale = Math.min(Math.max(view.scale * factor, whole.scale), whole.scale * CLOSEST);
  const ratio = scale / view.scale;
  return hold({ scale, x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio }, image, window);
}

/** The view in which `rect` takes about a quarter of the window, but never closer than half of CLOSEST. */
export function closeUp(rect: Rect, image: Size, window: Size): View {
  const whole = wholeView(image, window);
  const wanted = Math.min(window.width / rect.width, window.height / rect.height) / 4;
  const scale = Math.min(Math.max(wanted, whole.scale), (whole.scale * CLOSEST) / 2);
  return hold(
    {
      scale,
      x: window.width / 2 - (rect.x + rect.width / 2) * scale,
      y: window.height / 2 - (rect.y + rect.height / 2) * scale,
    },
    image,
    window,
  );
}

/** Index of the rectangle meant by a touch at `at`: the smallest that holds it, else the nearest within `reach`. */
export function under(at: Point, rects: readonly Rect[], reach: number): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  rects.forEach((rect, index) => {
    const dx = Math.max(rect.x - at.x, 0, at.x - rect.x - rect.width);
    const dy = Math.max(rect.y - at.y, 0, at.y - rect.y - rect.height);
    const away = Math.hypot(dx, dy);
    if (away > reach) return;
    // Inside: by area, below every distance; outside: by distance.
    const cost = away === 0 ? -1 / (1 + rect.width * rect.height) : away;
    if (cost < least) {
      least = cost;
      best = index;
    }
  });
  return best;
}

/** A view without its window, so that two windows can show the same place: the middle in shares of the picture. */
export type Place = Point & { zoom: number };

export function placeOf(view: View, image: Size, window: Size): Place {
  return {
    x: (window.width / 2 - view.x) / (view.scale * image.width),
    y: (window.height / 2 - view.y) / (view.scale * image.height),
    zoom: view.scale / wholeView(image, window).scale,
  };
}

export function viewAt(place: Place, image: Size, window: Size): View {
  const scale = wholeView(image, window).scale * place.zoom;
  return hold(
    {
      scale,
      x: window.width / 2 - place.x * image.width * scale,
      y: window.height / 2 - place.y * image.height * scale,
    },
    image,
    window,
  );
}

/** The box of 0–999 between two points of the screen, held within the picture; null where it is smaller than a mark. */
export function boxBetween(a: Point, b: Point, view: View, image: Size): Box | null {
  const across = (x: number) => ((x - view.x) / view.scale / image.width) * 999;
  const down = (y: number) => ((y - view.y) / view.scale / image.height) * 999;
  const held = (n: number) => Math.round(Math.min(999, Math.max(0, n)));
  const [x1, x2] = [held(across(Math.min(a.x, b.x))), held(across(Math.max(a.x, b.x)))];
  const [y1, y2] = [held(down(Math.min(a.y, b.y))), held(down(Math.max(a.y, b.y)))];
  return x2 - x1 < 2 || y2 - y1 < 2 ? null : [x1, y1, x2, y2];
}
