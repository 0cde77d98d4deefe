// Requests to the box. Every one has a deadline; every failure becomes a Fault with a remedy.
import { lang, t } from "../strings";
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
  constructor(
    readonly fault: Fault,
    /** The whole answer, where it carries more than the fault: candidates, or the version that the box has. */
    readonly body: unknown = null,
  ) {
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

/** The session's token: every change carries it, so that no other site's form can make one. */
let token: string | null = null;
export const setToken = (next: string | null) => {
  token = next;
};
/** Headers that a change carries. */
export const tokened = (): Record<string, string> => (token ? { "x-ocellus-csrf": token } : {});

const turnedAway = new Set<() => void>();
/** Calls `told` when a request was turned away because nobody is signed in or the page is locked. */
export function onTurnedAway(told: () => void): () => void {
  turnedAway.add(told);
  return () => {
    turnedAway.delete(told);
  };
}
/** Tells a fault to those who watch for the session's end, and gives it back. */
export function noticed(fault: Fault): Fault {
  if (fault.code === "signed_out" || fault.code === "locked") for (const told of [...turnedAway]) told();
  return fault;
}

/** Answers asked for before anybody wants them, so that the first page waits for one way to the box and not for three. */
const primed = new Map<string, Promise<Response>>();
export function prime(path: string): void {
  const answer = fetch(path, { signal: AbortSignal.timeout(DEADLINE_MS) });
  // Who asks for it is told.
  answer.catch(() => {});
  primed.set(path, answer);
}

function fetched(path: string, init: RequestInit): Promise<Response> {
  const early = primed.get(path);
  primed.delete(path);
  return early ?? fetch(path, init);
}

export async function request<T>(path: string, init: RequestInit = {}): Promise<T> {
  let status: number;
  let body: unknown;
  const changes = init.method !== undefined && init.method !== "GET";
  const headers = changes ? { ...init.headers, ...tokened() } : init.headers;
  try {
    const answer = await fetched(path, {
      ...init,
      ...(headers ? { headers } : {}),
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    status = answer.status;
    body = parsed(await answer.text());
    if (answer.ok && (body !== null || status === 204)) return body as T;
  } catch {
    throw new FaultError(unreachable());
  }
  throw new FaultError(noticed(faultOf(status, body)), body);
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
export const fetchReading = (id: string) => request<Reading>(`${at(id)}/reading?lang=${lang()}`);

/** Where the camera's live picture is. A word that differs makes a browser ask anew. */
export const previewUrl = (word: string) => `api/camera/preview?${encodeURIComponent(word)}`;

const sendAs =
  (method: "POST" | "PATCH" | "PUT") =>
  <T>(path: string, body: unknown) =>
    request<T>(path, {
      method,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
export const post = sendAs("POST");
export const patch = sendAs("PATCH");
export const put = sendAs("PUT");
export const remove = <T>(path: string) => request<T>(path, { method: "DELETE" });

/** Releases the shutter. The same key again gives the same photograph. */
export const capture = (key: string, filed?: { encounter: string; laterality: string }) =>
  post<Captured>("api/camera/capture", {
    key,
    ...filed,
  });
export const setCamera = (settings: Partial<CameraSettings>) =>
  post<CameraStatus>("api/camera/settings", settings);

/** Sends one file; `progress` gets the share sent, 0–1. `fetch` cannot tell how far an upload is, so this is XHR. */
export function upload(
  file: File,
  progress: (share: number) => void,
  filed?: { encounter: string; laterality: string },
): Promise<UploadAnswer> {
  return new Promise((resolve, reject) => {
    const form = new FormData();
    form.append("photograph", file, file.name);
    const sending = new XMLHttpRequest();
    sending.open("POST", filed ? `api/photographs?${new URLSearchParams(filed)}` : "api/photographs");
    for (const [name, value] of Object.entries(tokened())) sending.setRequestHeader(name, value);
    sending.timeout = UPLOAD_DEADLINE_MS;
    sending.upload.onprogress = (event) => {
      if (event.lengthComputable && event.total > 0) progress(event.loaded / event.total);
    };
    sending.onload = () => {
      const body = parsed(sending.responseText);
      // A refused file is an answer too: its own entry carries the fault.
      if (isRecord(body) && Array.isArray(body.photographs)) resolve(body as UploadAnswer);
      else reject(new FaultError(noticed(faultOf(sending.status, body))));
    };
    sending.onerror = sending.ontimeout = sending.onabort = () => reject(new FaultError(unreachable()));
    sending.send(form);
  });
}
