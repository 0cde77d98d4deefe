// What the technician does about a photograph, in the page's language, from what was found wrong with it.
import type { Quality } from "./api/types";
import { t } from "./strings";

/** As the box says it in English: one or two sentences about the gravest fault, or nothing. */
export function instructionOf({ verdict, reasons, cause }: Quality): string {
  const gravest = reasons[0];
  if (!gravest) return "";
  const shaded =
    gravest === "uneven_illumination" || gravest === "underexposed" || gravest === "low_contrast";
  const act = shaded && cause === "physiology" ? t("reading-do-physiology") : t(`reading-do-${gravest}`);
  if (verdict !== "usable") return act;
  return t("reading-do-better", { act: act.charAt(0).toLowerCase() + act.slice(1) });
}
