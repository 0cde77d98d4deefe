// The box's own camera: live picture with guidance, the shutter, and what came of it.
import { useEffect, useRef, useState } from "preact/hooks";
import { previewUrl, thumbnailUrl } from "../api/client";
import type { CameraSettings, CameraStatus, Schemas, Station } from "../api/types";
import { useGuidance } from "../guided";
import type { Link, Shutter } from "../store";
import { t } from "../strings";
import { QualityCard } from "./decision";
import { FaultBody, FaultCard } from "./fault";
import { HintLine, Rings } from "./guidance";
import { Icon, VERDICT_ICON } from "./icon";

/** As the box counts them. */
const MOST_RETAKES = 3;
/** A picture that broke off is asked for again after so long. */
const AGAIN_MS = 1_000;

const seen = () => document.visibilityState === "visible";

/** Whether somebody can see this page; the camera is let go while nobody can. */
function useSeen(): boolean {
  const [now, setNow] = useState(seen);
  useEffect(() => {
    const changed = () => setNow(seen());
    document.addEventListener("visibilitychange", changed);
    return () => document.removeEventListener("visibilitychange", changed);
  }, []);
  return now;
}

/** The live picture. Asked for anew after every start of the box, and after it broke off. */
function Picture({ epoch }: { epoch: string }) {
  const [tries, setTries] = useState(0);
  const picture = useRef<HTMLImageElement>(null);
  useEffect(() => {
    const image = picture.current;
    // A browser goes on loading a picture that has no end, even once it is off the page.
    return () => image?.removeAttribute("src");
  }, []);
  const broken = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(broken.current), []);
  return (
    <img
      ref={picture}
      src={previewUrl(`${epoch} ${tries}`)}
      alt={t("camera-picture")}
      onError={() => {
        clearTimeout(broken.current);
        broken.current = setTimeout(() => setTries((n) => n + 1), AGAIN_MS);
      }}
    />
  );
}

function Away({ camera }: { camera: CameraStatus }) {
  const waits = camera.state === "connecting" || camera.state === "ready";
  return (
    <div class="away" role={waits ? "status" : "alert"} data-testid="camera-state" data-state={camera.state}>
      <Icon name={waits ? "clock" : camera.state === "unplugged" ? "unlink" : "warning"} size={44} />
      <h2>{t(`camera-state-${camera.state}`)}</h2>
      {camera.fault && <FaultBody fault={camera.fault} />}
      {camera.state === "unplugged" && <p>{t("camera-returns")}</p>}
    </div>
  );
}

/** What was taken of an eye, beginning with the words that are seen. */
const triesOf = (eye: string, photographs: number, verdict: CameraStatus["eyes"][number]["verdict"]) =>
  photographs === 0 || !verdict
    ? t("camera-tries-none", { eye })
    : t("camera-tries", { eye, photographs, verdict: t(`quality-short-${verdict}`) });

function Eyes({ camera, set }: { camera: CameraStatus; set: (settings: Partial<CameraSettings>) => void }) {
  const named = camera.eyes.filter(({ eye }) => eye !== "unknown");
  return (
    <fieldset class="eyes">
      <legend class="off-screen">{t("camera-eye")}</legend>
      {named.map(({ eye, photographs, verdict }) => (
        <button
          key={eye}
          type="button"
          class="tool eye-choice"
          aria-pressed={camera.eye === eye}
          aria-label={triesOf(`${t(`eye-code-${eye}`)} ${t(`eye-${eye}`)}`, photographs, verdict)}
          onClick={() => set({ eye: camera.eye === eye ? "unknown" : eye })}
          data-eye={eye}
        >
          <b>{t(`eye-code-${eye}`)}</b>
          <span>{t(`eye-${eye}`)}</span>
          {verdict && <Icon name={VERDICT_ICON[verdict]} size={20} />}
        </button>
      ))}
      <button type="button" class="tool" onClick={() => set({ next_person: true, eye: "unknown" })}>
        {t("camera-next-person")}
      </button>
    </fieldset>
  );
}

function retakesWords(n: number): string {
  if (n === 0) return t("camera-retakes-none");
  return n > MOST_RETAKES
    ? t("camera-retakes-more", { n })
    : t("camera-retakes-of", { n, most: MOST_RETAKES });
}

/** What came of the last photograph: the verdict, how often this eye was taken again, what comes next. */
function Outcome({ shutter, taking }: { shutter: Shutter | null; taking: boolean }) {
  if (shutter?.stage === "refused") return <FaultCard title={t("camera-refused")} fault={shutter.fault} />;
  if (!shutter)
    return (
      <section class="card outcome-none quiet" aria-live="polite">
        <p>{taking ? t("camera-taking") : t("camera-nothing-yet")}</p>
      </section>
    );
  if (shutter.stage === "judged")
    return (
      <>
        <QualityCard quality={shutter.judged.quality} />
        <p class="card tail quiet">{t("camera-saving")}</p>
      </>
    );
  const { photograph, tries, next, is_new } = shutter.capture;
  // Where another photograph will not help, it is not asked for beside that.
  const given =
    next === "dilate_or_refer"
      ? {
          quality: { ...photograph.quality, instruction: t("camera-dilate"), cause: null },
          title: t("camera-enough"),
          icon: "refer" as const,
        }
      : { quality: photograph.quality };
  return (
    <>
      <QualityCard {...given} />
      <section class="card tail" data-testid="taken" data-next={next} data-id={photograph.id}>
        <img src={thumbnailUrl(photograph.id)} alt="" width="72" height="72" />
        <div>
          <p data-testid="retakes" data-retakes={tries.retakes}>
            <strong>
              {t(`eye-${tries.eye}`)} · {retakesWords(tries.retakes)}
            </strong>
          </p>
          <p class="quiet small">
            <Icon name="check" size={16} /> {is_new ? t("camera-saved") : t("camera-saved-before")}.{" "}
            <a href={`#/${photograph.id}`}>{t("camera-see")}</a>
          </p>
        </div>
      </section>
    </>
  );
}

/** Whether a key pressed here belongs to something else than the shutter. */
function isTaken(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("a, button, input, select, textarea, summary") !== null;
}

export function CameraView(props: {
  station: Station | null;
  link: Link;
  shutter: Shutter | null;
  release: () => Promise<void>;
  set: (settings: Partial<CameraSettings>) => void;
  /** In a visit the eye is given; `calm` where the photograph is good and going on is the next sensible step. */
  visit?: { side: "OD" | "OS"; calm: boolean };
}) {
  const guidance = useGuidance();
  const isSeen = useSeen();
  const [taking, setTaking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const camera = props.station?.camera ?? null;
  const isLive = camera?.state === "live" && props.link !== "lost";

  const busy = useRef(false);
  const release = async () => {
    if (busy.current || !isLive) return;
    busy.current = true;
    setTaking(true);
    await props.release();
    busy.current = false;
    setTaking(false);
  };
  const latest = useRef(release);
  latest.current = release;
  useEffect(() => {
    button.current?.focus({ preventScroll: true });
    const pressed = (event: KeyboardEvent) => {
      if (event.repeat || (event.key !== " " && event.key !== "Enter") || isTaken(event.target)) return;
      event.preventDefault();
      void latest.current();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, []);

  if (!camera || !props.station) return null;
  // What was said of the other eye says nothing of this one.
  const last = props.shutter?.stage === "taken" ? props.shutter.capture.tries.eye : null;
  const isOfOther = props.visit !== undefined && last !== null && last !== props.visit.side;
  const mode: Schemas["CameraMode"] | null = camera.mode ?? null;
  return (
    <article class="camera screen-only" aria-labelledby="camera-title">
      <h1 id="camera-title" class="off-screen">
        {t("camera-title")}
      </h1>
      <div class="live" data-testid="live" data-state={camera.state}>
        {isSeen && props.link !== "lost" && (
          <Picture key={props.station.started_at} epoch={props.station.started_at} />
        )}
        {isLive && guidance && <Rings guidance={guidance} />}
        {!isLive && <Away camera={camera} />}
        {isLive && <HintLine guidance={guidance} />}
        {isLive && mode && (
          <p class="mode small">
            {camera.name} · {t("provenance-size", { width: String(mode.width), height: String(mode.height) })}
          </p>
        )}
      </div>
      <div class="desk">
        <div class="deeds">
          {!props.visit && <Eyes camera={camera} set={props.set} />}
          <button
            ref={button}
            type="button"
            class={props.visit?.calm ? "tool shutter" : "primary shutter"}
            aria-disabled={!isLive || taking}
            aria-describedby="shutter-keys"
            onClick={() => void release()}
            data-testid="shutter"
          >
            <Icon name="camera" size={30} />
            {taking ? t("camera-taking") : props.visit?.calm ? t("take-another") : t("camera-take")}
          </button>
          <p id="shutter-keys" class="quiet small keys">
            {t("camera-keys")}
          </p>
          <button
            type="button"
            class="tool switch automatic"
            role="switch"
            aria-checked={camera.automatic}
            onClick={() => props.set({ automatic: !camera.automatic })}
          >
            <span class="knob" />
            <span>
              {t("camera-automatic")}
              <span class="quiet small"> {t("camera-automatic-hint")}</span>
            </span>
          </button>
        </div>
        <div class="outcome">
          <Outcome shutter={isOfOther ? null : props.shutter} taking={taking} />
        </div>
      </div>
    </article>
  );
}
