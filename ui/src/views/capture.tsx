// Ways to bring a photograph in: buttons for files and for the tablet's camera, and the whole page to drop on.
import type { GenericEventHandler } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { CameraStatus } from "../api/types";
import { t } from "../strings";
import { Icon } from "./icon";

type Send = (files: File[]) => void;

/** Camera formats that `image/*` does not cover in every browser are named by their endings. */
const ACCEPT = "image/*,.jpg,.jpeg,.png,.tif,.tiff,.bmp,.webp";

export function CaptureButtons({ send, large = false }: { send: Send; large?: boolean }) {
  const file = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const chosen: GenericEventHandler<HTMLInputElement> = (event) => {
    send([...(event.currentTarget.files ?? [])]);
    // The same file may be chosen again.
    event.currentTarget.value = "";
  };
  return (
    <div class={large ? "capture large" : "capture"}>
      <button type="button" class="primary" onClick={() => file.current?.click()}>
        <Icon name="add" />
        {large ? t("capture-button") : t("capture-title")}
      </button>
      <button type="button" class="primary touch-only" onClick={() => camera.current?.click()}>
        <Icon name="camera" />
        {t("capture-camera")}
      </button>
      <input
        ref={file}
        class="off-screen"
        type="file"
        accept={ACCEPT}
        multiple
        tabIndex={-1}
        aria-label={t("capture-title")}
        onChange={chosen}
        data-testid="file"
      />
      <input
        ref={camera}
        class="off-screen"
        type="file"
        accept="image/*"
        capture="environment"
        tabIndex={-1}
        aria-label={t("capture-camera")}
        onChange={chosen}
      />
    </div>
  );
}

/** The way to the box's own camera; nothing where none is plugged in. */
export function CameraLink({ camera, here = false }: { camera: CameraStatus | null; here?: boolean }) {
  if (!here && (!camera || camera.state === "off" || camera.state === "absent")) return null;
  return (
    <a class="primary to-camera" href={here ? "#/photographs" : "#/camera"} data-testid="to-camera">
      <Icon name={here ? "back" : "doctor"} />
      {here ? t("camera-back") : t("camera-open")}
    </a>
  );
}

/** Covers the page while files are dragged over it, and takes what is dropped or pasted anywhere. */
export function DropAnywhere({ send }: { send: Send }) {
  const [over, setOver] = useState(false);
  const latest = useRef(send);
  latest.current = send;
  useEffect(() => {
    let depth = 0;
    const carries = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    const enter = (event: DragEvent) => {
      if (!carries(event)) return;
      event.preventDefault();
      depth += 1;
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!carries(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const move = (event: DragEvent) => {
      if (carries(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!carries(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      latest.current([...(event.dataTransfer?.files ?? [])]);
    };
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length > 0) latest.current(files);
    };
    window.addEventListener("dragenter", enter);
    window.addEventListener("dragleave", leave);
    window.addEventListener("dragover", move);
    window.addEventListener("drop", drop);
    window.addEventListener("paste", paste);
    return () => {
      window.removeEventListener("dragenter", enter);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("dragover", move);
      window.removeEventListener("drop", drop);
      window.removeEventListener("paste", paste);
    };
  }, []);
  return over ? (
    <div class="drop-cover" aria-hidden="true">
      <div>
        <Icon name="add" size={56} />
        <p>{t("capture-drop-now")}</p>
      </div>
    </div>
  ) : null;
}

/** What stands in place of a photograph before there is one. */
export function Welcome({ send, camera }: { send: Send; camera: CameraStatus | null }) {
  return (
    <section class="welcome card" aria-labelledby="welcome">
      <div class="eye-art" aria-hidden="true">
        <Icon name="eye" size={72} />
      </div>
      <h1 id="welcome">{t("list-empty")}</h1>
      <p>{t("list-empty-hint")}</p>
      <CaptureButtons send={send} large />
      <CameraLink camera={camera} />
      <p class="quiet">{t("capture-drop")}</p>
      <p class="quiet small">{t("capture-formats")}</p>
    </section>
  );
}
