// The stream of what happens on the box: reconnects by itself, and asks for everything anew after a gap.
import type { Event } from "./types";

const WORDS = [
  "hello",
  "resync",
  "photograph.saved",
  "photograph.refused",
  "reading.started",
  "reading.finished",
  "reading.failed",
  "encounter.changed",
  "photograph.changed",
  "models.loading",
  "models.ready",
  "models.failed",
  "models.away",
  "camera.state",
  "camera.guidance",
  "camera.judged",
  "camera.taken",
  "camera.refused",
  "encounter.changed",
] as const;

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15_000;

/** Listens until the returned function is called. `link` says whether the stream is up. */
export function listen(on: (event: Event) => void, link: (up: boolean) => void): () => void {
  let source: EventSource | null = null;
  let wait = FIRST_WAIT_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ended = false;

  const connect = () => {
    source = new EventSource("api/events");
    for (const word of WORDS)
      source.addEventListener(word, (message) => {
        try {
          on(JSON.parse((message as MessageEvent<string>).data) as Event);
        } catch {
          // What cannot be parsed may have been important: ask for everything anew.
          on({ type: "resync" });
        }
      });
    source.onopen = () => {
      wait = FIRST_WAIT_MS;
      link(true);
    };
    source.onerror = () => {
      link(false);
      // The browser's own pause grows without bound in some versions, so it is done here.
      source?.close();
      if (ended) return;
      timer = setTimeout(connect, wait * (0.75 + Math.random() / 2));
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    };
  };
  // A tablet that wakes up should not wait out a long pause.
  const wake = () => {
    if (document.visibilityState !== "visible" || source?.readyState !== EventSource.CLOSED) return;
    clearTimeout(timer);
    wait = FIRST_WAIT_MS;
    connect();
  };
  document.addEventListener("visibilitychange", wake);
  window.addEventListener("online", wake);
  connect();
  return () => {
    ended = true;
    clearTimeout(timer);
    source?.close();
    document.removeEventListener("visibilitychange", wake);
    window.removeEventListener("online", wake);
  };
}
