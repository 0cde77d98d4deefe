// The Reading of a photograph: fetched once a version, and kept for going back and forth.
import { useEffect, useState } from "preact/hooks";
import { FaultError, fetchReading } from "../api/client";
import type { Fault, Photograph, Reading } from "../api/types";

/** Readings kept so that going back and forth in the list does not ask again. */
const KEPT = 24;
const kept = new Map<string, Reading>();

/** Forgets every Reading: somebody else signs in. */
export const forgetReadings = () => kept.clear();

function remember(id: string, reading: Reading) {
  kept.delete(id);
  kept.set(id, reading);
  const oldest = kept.keys().next();
  if (kept.size > KEPT && !oldest.done) kept.delete(oldest.value);
}

/** The newest Reading of a photograph; null while there is none. */
export function useReading(photograph: Photograph | null): {
  reading: Reading | null;
  fault: Fault | null;
  again: () => void;
} {
  const id = photograph?.id ?? null;
  const version = photograph?.reading?.id ?? null;
  const [, setArrived] = useState(0);
  const [fault, setFault] = useState<Fault | null>(null);
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `tries` is how a person asks again
  useEffect(() => {
    setFault(null);
    if (id === null || version === null || kept.has(version)) return;
    let current = true;
    fetchReading(id).then(
      (reading) => {
        remember(version, reading);
        if (current) setArrived((n) => n + 1);
      },
      (error) => current && error instanceof FaultError && setFault(error.fault),
    );
    return () => {
      current = false;
    };
  }, [id, version, tries]);
  const reading = version === null ? null : (kept.get(version) ?? null);
  return { reading, fault, again: () => setTries((n) => n + 1) };
}
