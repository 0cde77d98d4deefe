// The photograph as a lens shows it: drawn once on a canvas of the page; nothing is asked of anybody.
import { useEffect, useRef, useState } from "preact/hooks";
import { contrast, greenRange, LENS_PIXELS, type LensName, redFree, STRIP } from "../lens";

const pause = () => new Promise<void>((go) => setTimeout(go));
/** The surroundings are the photograph at this share of its size, smoothed by drawing it large again. */
const SURROUNDINGS = 1 / 40;

function onCanvas(width: number, height: number): CanvasRenderingContext2D | null {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width));
  canvas.height = Math.max(1, Math.round(height));
  return canvas.getContext("2d", { willReadFrequently: true });
}

/** Draws what the lens shows of `image` on `canvas`; gives up where `gone` says so. */
async function drawLens(
  canvas: HTMLCanvasElement,
  image: HTMLImageElement,
  lens: LensName,
  gone: () => boolean,
) {
  const share = Math.min(1, LENS_PIXELS / Math.max(image.naturalWidth, image.naturalHeight));
  const source = onCanvas(image.naturalWidth * share, image.naturalHeight * share);
  const paint = canvas.getContext("2d");
  if (!source || !paint) throw new Error("no canvas");
  const { width, height } = source.canvas;
  source.drawImage(image, 0, 0, width, height);
  const around = onCanvas(width, height);
  const small = onCanvas(width * SURROUNDINGS, height * SURROUNDINGS);
  if (!around || !small) throw new Error("no canvas");
  small.drawImage(source.canvas, 0, 0, small.canvas.width, small.canvas.height);
  around.imageSmoothingQuality = "high";
  around.drawImage(small.canvas, 0, 0, width, height);
  const range = greenRange(small.getImageData(0, 0, small.canvas.width, small.canvas.height).data);
  canvas.width = width;
  canvas.height = height;
  for (let row = 0; row < height; row += STRIP) {
    await pause();
    if (gone()) return;
    const rows = Math.min(STRIP, height - row);
    const strip = source.getImageData(0, row, width, rows);
    if (lens === "red_free") redFree(strip.data, range);
    else contrast(strip.data, around.getImageData(0, row, width, rows).data);
    paint.putImageData(strip, 0, row);
  }
}

/** Lies over the photograph in the same place. `failed` is told where the browser cannot draw it. */
export function Lensed(props: {
  src: string;
  lens: Exclude<LensName, "colour">;
  style: Record<string, string>;
  failed: () => void;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drawn, setDrawn] = useState(false);
  const { src, lens } = props;
  const failed = useRef(props.failed);
  failed.current = props.failed;
  useEffect(() => {
    let gone = false;
    setDrawn(false);
    const image = new Image();
    image.onload = () => {
      if (!canvas.current || gone) return;
      drawLens(canvas.current, image, lens, () => gone).then(
        () => !gone && setDrawn(true),
        () => !gone && failed.current(),
      );
    };
    image.onerror = () => !gone && failed.current();
    image.src = src;
    return () => {
      gone = true;
    };
  }, [src, lens]);
  return (
    <canvas
      ref={canvas}
      class={drawn ? "lensed drawn" : "lensed"}
      style={props.style}
      data-testid="lensed"
      data-lens={drawn ? lens : ""}
    />
  );
}
