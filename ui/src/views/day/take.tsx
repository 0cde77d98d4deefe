// One eye at the camera: live picture with guidance, the shutter, the verdict, and on to the next when it is good.
import { useEffect, useRef, useState } from "preact/hooks";
import { thumbnailUrl, upload } from "../../api/client";
import { NO_PHOTOGRAPH, ofEye, type Side } from "../../api/day";
import type { Fault } from "../../api/types";
import { historyWith } from "../../day";
import { saidFault } from "../../loaded";
import { t } from "../../strings";
import { CameraView } from "../camera";
import { QualityCard } from "../decision";
import { FaultCard, FaultText } from "../fault";
import { Choice } from "../form";
import { Icon, VERDICT_ICON } from "../icon";
import type { StepProps } from "./visit";

/** The camera gives pictures, or will soon. */
const WORKS = new Set(["ready", "connecting", "live", "stalled", "unplugged"]);

/** Where there is no camera, a file takes its place. */
function FromFile(props: {
  visit: string;
  side: Side;
  again: () => void;
  failed: (failed: { fault: Fault; send: () => void } | null) => void;
}) {
  const { visit, side, again, failed } = props;
  const input = useRef<HTMLInputElement>(null);
  const [share, setShare] = useState<number | null>(null);
  const send = async (file: File) => {
    const refused = (fault: Fault) => failed({ fault, send: () => void send(file) });
    failed(null);
    setShare(0);
    try {
      const answer = await upload(file, setShare, { encounter: visit, laterality: side });
      const fault = answer.photographs[0]?.fault;
      if (fault) refused(fault);
      else again();
    } catch (error) {
      refused(saidFault(error));
    }
    setShare(null);
  };
  return (
    <>
      <button type="button" class="tool" disabled={share !== null} onClick={() => input.current?.click()}>
        <Icon name="add" /> {share === null ? t("take-file") : t("take-sending")}
      </button>
      <input
        ref={input}
        class="off-screen"
        type="file"
        accept="image/*,.tif,.tiff"
        tabIndex={-1}
        aria-label={t("take-file")}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = "";
          if (file) void send(file);
        }}
        data-testid="eye-file"
      />
    </>
  );
}

/** Why there is no photograph of this eye; asked for, since it is rare. */
function Without({ visit, deeds, side }: Pick<StepProps, "visit" | "deeds"> & { side: Side }) {
  const said = historyWith(visit, deeds.edits).eyes[side].no_photograph;
  return (
    <details class="without" open={said !== null} data-testid="without">
      <summary>{t("take-none-title")}</summary>
      <div class="card form">
        <Choice
          legend={t("take-none-title")}
          hideLegend
          name={`without-${side}`}
          options={[
            ...NO_PHOTOGRAPH.map((value) => ({ value, words: t(`take-none-${value}`) })),
            { value: "not" as const, words: t("take-none-not") },
          ]}
          value={said ?? "not"}
          put={(value) =>
            deeds.enter({ eyes: { [side]: { no_photograph: value === "not" ? null : value } } })
          }
        />
      </div>
    </details>
  );
}

export function TakeEye({ visit, deeds, station, act, next, side }: StepProps & { side: Side }) {
  const { id } = visit.encounter;
  const camera = station.station?.camera ?? null;
  const taken = ofEye(visit, side);
  const newest = taken[0] ?? null;
  const [failed, setFailed] = useState<{ fault: Fault; send: () => void } | null>(null);
  const good = newest !== null && newest.quality.verdict !== "reject";
  const without = historyWith(visit, deeds.edits).eyes[side].no_photograph !== null;
  // The camera counts retakes of this eye of this visit, whichever button releases the shutter.
  const set = useRef(act.setCamera);
  set.current = act.setCamera;
  const works = camera !== null && WORKS.has(camera.state);
  const fresh = taken.length === 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: said once, when the eye's turn comes
  useEffect(() => {
    if (works)
      set.current({ eye: side, encounter: id, ...(fresh && side === "OD" ? { next_person: true } : {}) });
  }, [side, id, works]);
  const onward = side === "OD" ? t("visit-step-left") : t("visit-step-result");
  const release = async () => {
    await act.shutter({ encounter: id, laterality: side });
    deeds.visit.again();
  };
  return (
    <>
      <div class="take-head">
        <h2 class="take-title">
          <b>{t(`eye-code-${side}`)}</b> {t(`eye-${side}`)}
        </h2>
        {(!good || without) && <Without visit={visit} deeds={deeds} side={side} />}
      </div>
      {works ? (
        <CameraView
          station={station.station}
          link={station.link}
          shutter={station.shutter}
          release={release}
          set={act.setCamera}
          visit={{ side, calm: good || without }}
        />
      ) : (
        <section class="card notice" role="status">
          <Icon name="camera" />
          <p>
            <strong>{camera ? t(`camera-state-${camera.state}`) : t("station-unknown")}.</strong>{" "}
            {camera?.fault ? <FaultText fault={camera.fault} /> : t("take-no-camera")}
          </p>
        </section>
      )}
      {!works && newest && <QualityCard quality={newest.quality} />}
      {taken.length > 0 && (
        <ul class="taken-list" aria-label={t("take-taken", { eye: t(`eye-${side}`) })}>
          {taken.map((one) => (
            <li key={one.id}>
              <a class="thumb" href={`#/${one.id}`}>
                <img src={thumbnailUrl(one.id)} alt="" width="96" height="72" />
                <span>
                  <Icon name={VERDICT_ICON[one.quality.verdict]} size={18} />{" "}
                  {t(`quality-short-${one.quality.verdict}`)}
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
      {failed && (
        <FaultCard title={t("failure-refused")} fault={failed.fault}>
          <button type="button" class="tool" onClick={failed.send} data-testid="send-again">
            {t("failure-again")}
          </button>
        </FaultCard>
      )}
      <div class="next-bar">
        <div class="side-by-side">
          <button
            type="button"
            class={good || without || !works ? "primary wide" : "tool wide"}
            onClick={next}
            data-testid="next"
          >
            {newest || without
              ? t("visit-next", { step: onward })
              : t("take-skip", { eye: t(`eye-${side}`) })}{" "}
            <Icon name="next" />
          </button>
          <FromFile visit={id} side={side} again={deeds.visit.again} failed={setFailed} />
        </div>
      </div>
    </>
  );
}
