// Requests to the box. Every one has a deadline; every failure becomes a Fault with a remedy.
import { t } from "../strings";
import type {
  CameraSettings,
  CameraStatus,
  Captured,
  Fault,
  Photograph,
  PhotographList,
  Reading,
  Station,
  UploadAnswer,
} from "./types";

/** A capture may have to open the camera first; the box itself gives up after 20 s. */
const DEADLINE_MS = 25_000;
const UPLOAD_DEADLINE_MS = 180_000;

/** Thrown by every request that does not succeed. */
export class FaultError extends Error {
  constructor(readonly fault: Fault) {
    super(fault.message);
  }
}

export const unreachable = (): Fault => ({
  code: "unreachable",
  message: t("failure-unreachable"),
  remedy: t("failure-unreachable-remedy"),
});

/** The Fault in an answer's body, whether bare or under `error`; a made one where there is none. */
export function faultOf(status: number, body: unknown): Fault {
  const inner = isRecord(body) && isRecord(body.error) ? body.error : body;
  if (isRecord(inner) && typeof inner.message === "string" && typeof inner.remedy === "string")
    return { code: inner.code as Fault["code"], message: inner.message, remedy: inner.remedy };
  return {
    code: "unexpected",
    message: t("failure-unexpected", { status: String(status) }),
    remedy: t("failure-unexpected-remedy"),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export async function request<T>(path: string, init: RequestInit = {}): Promise<T> {
  let status: number;
  let body: unknown;
  try {
    const answer = await fetch(path, { ...init, signal: AbortSignal.timeout(DEADLINE_MS) });
    status = answer.status;
    body = parsed(await answer.text());
    if (answer.ok && body !== null) return body as T;
  } catch {
    throw new FaultError(unreachable());
  }
  throw new FaultError(faultOf(status, body));
}

export const at = (id: string) => `api/photographs/${encodeURIComponent(id)}`;

/** Where the photograph's picture is, as the browser can show it. */
export const imageUrl = (id: string) => `${at(id)}/image`;
/** A small picture of the photograph. */
export const thumbnailUrl = (id: string) => `${at(id)}/thumbnail`;

export const fetchStation = () => request<Station>("api/status");
export const fetchPhotographs = (before?: string) =>
  request<PhotographList>(`api/photographs?limit=60${before ? `&before=${encodeURIComponent(before)}` : ""}`);
export const fetchPhotograph = (id: string) => request<Photograph>(at(id));
export const fetchReading = (id: string) => request<Reading>(`${at(id)}/reading`);

/** Where the camera's live picture is. A word that differs makes a browser ask anew. */
export const previewUrl = (word: string) => `api/camera/preview?${encodeURIComponent(word)}`;

const post = <T>(path: string, body: unknown) =>
  request<T>(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
/** Releases the shutter. The same key again gives the same photograph. */
export const capture = (key: string) => post<Captured>("api/camera/capture", { key });
export const setCamera = (settings: Partial<CameraSettings>) =>
  post<CameraStatus>("api/camera/settings", settings);

/** Sends one file; `progress` gets the share sent, 0–1. `fetch` cannot tell how far an upload is, so this is XHR. */
export function upload(file: File, progress: (share: number) => void): Promise<UploadAnswer> {
  return new Promise((resolve, reject) => {
    const form = new FormData();
    form.append("photograph", file, file.name);
    const sending = new XMLHttpRequest();
    sending.open("POST", "api/photographs");
    sending.timeout = UPLOAD_DEADLINE_MS;
    sending.upload.onprogress = (event) => {
      if (event.lengthComputable && event.total > 0) progress(event.loaded / event.total);
    };
    sending.onload = () => {
      const body = parsed(sending.responseText);
      // A refused file is an answer too: its own entry carries the fault.
      if (isRecord(body) && Array.isArray(body.photographs)) resolve(body as UploadAnswer);
      else reject(new FaultError(faultOf(sending.status, body)));
    };
    sending.onerror = sending.ontimeout = sending.onabort = () => reject(new FaultError(unreachable()));
    sending.send(form);
  });
}
