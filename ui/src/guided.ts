// Live guidance comes several times a second, so it goes to the camera's view alone and not through the page's state.
import { useEffect, useState } from "preact/hooks";
import type { Guidance } from "./api/types";

/** Guidance that is older says nothing of the picture now. */
const FRESH_MS = 1_500;

let listener: ((guidance: Guidance) => void) | null = null;

/** A look at the live picture has come. */
export const guided = (guidance: Guidance) => listener?.(guidance);

/** The newest look; null where none has come lately. For one view at a time. */
export function useGuidance(): Guidance | null {
  const [newest, setNewest] = useState<Guidance | null>(null);
  useEffect(() => {
    let stale: ReturnType<typeof setTimeout> | undefined;
    const own = (guidance: Guidance) => {
      clearTimeout(stale);
      stale = setTimeout(() => setNewest(null), FRESH_MS);
      setNewest(guidance);
    };
    listener = own;
    return () => {
      clearTimeout(stale);
      // The next view may listen already.
      if (listener === own) listener = null;
    };
  }, []);
  return newest;
}
