// The bar on top: whose page this is, whether the box is well, and the way to add a photograph.
import { lock, type Session } from "../api/session";
import type { Station } from "../api/types";
import { type Route, to } from "../route";
import type { Link } from "../store";
import { t } from "../strings";
import { CameraLink, CaptureButtons } from "./capture";
import { Icon, type IconName } from "./icon";

type Wellbeing = { icon: IconName; word: string; tone: string };

/** The box's state in a word; `stale` where it did not answer when last asked. */
export function wellbeing(station: Station | null, link: Link, stale: boolean): Wellbeing {
  if (link === "lost") return { icon: "unlink", word: t("station-unreachable"), tone: "bad" };
  if (stale) return { icon: "clock", word: t("station-old"), tone: "wait" };
  if (!station) return { icon: "clock", word: t("station-unknown"), tone: "wait" };
  if (station.disk?.full) return { icon: "warning", word: t("station-disk-full-short"), tone: "bad" };
  if (station.models.state === "loading") return { icon: "clock", word: t("station-loading"), tone: "wait" };
  if (station.models.state === "failed") return { icon: "warning", word: t("station-failed"), tone: "bad" };
  if (station.models.state === "away") return { icon: "unlink", word: t("station-away-short"), tone: "bad" };
  const { models } = station.models;
  if (models && (!models.evidence || !models.language))
    return { icon: "half", word: t("station-partial"), tone: "wait" };
  return { icon: "check", word: t("station-ready"), tone: "good" };
}

/** The places of the page; at the foot of a tablet, where the thumb is. */
function Places({ route, home, atPhotographs }: { route: Route; home: boolean; atPhotographs: boolean }) {
  const worklist =
    route.at === "work" || (route.at === "home" && home) || ["new", "patient", "visit"].includes(route.at);
  const places: { href: string; icon: IconName; words: string; here: boolean }[] = [
    { href: to.page("work"), icon: "people", words: t("work-title"), here: worklist },
    {
      href: to.page("photographs"),
      icon: "pictures",
      words: t("list-title"),
      here: atPhotographs && route.at !== "camera",
    },
    { href: to.page("more"), icon: "more", words: t("more-title"), here: !worklist && !atPhotographs },
  ];
  return (
    <nav class="places" aria-label={t("shell-places")}>
      {places.map(({ href, icon, words, here }) => (
        <a key={href} href={href} aria-current={here ? "page" : undefined} data-place={icon}>
          <Icon name={icon} size={22} /> <span>{words}</span>
        </a>
      ))}
    </nav>
  );
}

export function Header(props: {
  session: Session;
  take: (session?: Session) => void;
  station: Station | null;
  link: Link;
  stale: boolean;
  send: (files: File[]) => void;
  route: Route;
  atPhotographs: boolean;
}) {
  const { session, route, atPhotographs } = props;
  const atCamera = route.at === "camera";
  const { icon, word, tone } = wellbeing(props.station, props.link, props.stale);
  const waiting = (props.station?.queue.queued ?? 0) + (props.station?.queue.reading ?? 0);
  return (
    <header class={route.at === "visit" ? "top in-visit screen-only" : "top screen-only"}>
      {/* biome-ignore lint/a11y/useValidAnchor: it leads to a place on the page, without another address */}
      <a
        class="skip"
        href="#main"
        onClick={(event) => {
          // The address names the photograph, so it is left as it is.
          event.preventDefault();
          document.getElementById("main")?.focus();
        }}
      >
        {t("skip")}
      </a>
      <a class="brand" href="#/" aria-label={t("product")}>
        <Icon name="eye" size={30} />
        <span>{t("product")}</span>
      </a>
      <p class={`pill ${tone}`} role="status" data-testid="station" data-state={props.station?.models.state}>
        <Icon name={icon} size={18} />
        <span>{word}</span>
        {waiting > 0 && <span class="quiet"> · {t("station-queue", { n: waiting })}</span>}
      </p>
      <Places route={route} home={session.state !== "open"} atPhotographs={atPhotographs} />
      {atPhotographs && (
        <>
          <CaptureButtons send={props.send} />
          <CameraLink camera={props.station?.camera ?? null} here={atCamera} />
        </>
      )}
      {session.operator && (
        <button
          type="button"
          class="tool operator"
          onClick={() => void lock().then(props.take, () => props.take())}
          aria-label={t("shell-lock-of", { name: session.operator.name })}
          data-testid="lock"
        >
          <Icon name="lock" /> <span dir="auto">{session.operator.name}</span>
        </button>
      )}
    </header>
  );
}
