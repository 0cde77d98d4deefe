// The picture looks like the other eye than was said: a person says which it is, and the record keeps that.
import { useState } from "preact/hooks";
import { patch, thumbnailUrl } from "../../api/client";
import { SIDES } from "../../api/day";
import type { Fault, Photograph } from "../../api/types";
import { saidFault } from "../../loaded";
import { t } from "../../strings";
import { FaultLine } from "../form";

export function WhichEye({ photograph, again }: { photograph: Photograph; again: () => void }) {
  const [fault, setFault] = useState<Fault | null>(null);
  const say = (laterality: string) =>
    patch(`api/photographs/${encodeURIComponent(photograph.id)}`, { laterality }).then(again, (error) =>
      setFault(saidFault(error)),
    );
  const other = photograph.laterality === "OD" ? "OS" : "OD";
  return (
    <section class="card notice which-eye" role="alert" data-testid="which-eye">
      <img
        src={thumbnailUrl(photograph.id)}
        alt={t("viewer-alt", { file: photograph.file })}
        width="96"
        height="96"
      />
      <div>
        <strong>
          {t("mismatch-title", { eye: t(`eye-${other}`), said: t(`eye-${photograph.laterality}`) })}
        </strong>
        <p>{t("mismatch-ask")}</p>
        <div class="actions">
          {SIDES.map((side) => (
            <button key={side} type="button" class="tool" onClick={() => void say(side)} data-side={side}>
              {t(`eye-${side}`)}
            </button>
          ))}
        </div>
        <FaultLine fault={fault} />
      </div>
    </section>
  );
}
