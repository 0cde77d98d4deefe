// Other views of the same photograph, made in the page: red-free (the green channel alone, in which vessels and blood
// stand out) and contrast (each place against the mean of its surroundings).

export type LensName = "colour" | "red_free" | "contrast";
export const LENSES: readonly LensName[] = ["colour", "red_free", "contrast"];

/** The larger side that a lens works on, in pixels: as many as a tablet's screen can show at twice its size. */
export const LENS_PIXELS = 2_048;
/** Rows between two pauses, so that a slow tablet stays answering. */
export const STRIP = 96;
/** Darker than this in the green channel is outside of the field of view. */
const OUTSIDE = 8;
/** How much a difference from the surroundings is raised. */
const RAISED = 3;

/** Below and above these lie 1 % of the green values inside of the field: 0–255. */
export function greenRange(pixels: Uint8ClampedArray): { low: number; high: number } {
  const counts = new Uint32Array(256);
  let inside = 0;
  for (let at = 1; at < pixels.length; at += 4) {
    const green = pixels[at] ?? 0;
    if (green < OUTSIDE) continue;
    counts[green] = (counts[green] ?? 0) + 1;
    inside += 1;
  }
  const reach = (step: 1 | -1, from: number) => {
    let passed = 0;
    for (let value = from; value >= 0 && value < 256; value += step) {
      passed += counts[value] ?? 0;
      if (passed > inside / 100) return value;
    }
    return from;
  };
  const low = reach(1, 0);
  const high = reach(-1, 255);
  return high > low ? { low, high } : { low: 0, high: 255 };
}

/** Writes the green channel, stretched to its own range, over all three. */
export function redFree(pixels: Uint8ClampedArray, range: { low: number; high: number }): void {
  const gain = 255 / (range.high - range.low);
  for (let at = 0; at < pixels.length; at += 4) {
    const green = pixels[at + 1] ?? 0;
    const value = green < OUTSIDE ? green : (green - range.low) * gain;
    pixels[at] = pixels[at + 1] = pixels[at + 2] = value;
  }
}

/** Writes each place's difference from its surroundings about mid-grey; what is outside of the field stays black. */
export function contrast(pixels: Uint8ClampedArray, around: Uint8ClampedArray): void {
  for (let at = 0; at < pixels.length; at += 4) {
    const outside = (pixels[at + 1] ?? 0) < OUTSIDE && (pixels[at] ?? 0) < 3 * OUTSIDE;
    for (let channel = at; channel < at + 3; channel++)
      pixels[channel] = outside ? 0 : ((pixels[channel] ?? 0) - (around[channel] ?? 0)) * RAISED + 118;
  }
}
