// What the manager and the administrator ask for: figures and the audit.

export type Charts = {
  /** Oldest first; days without anybody are left out. */
  days: {
    day: string;
    screened: number;
    decided: number;
    referred: number;
    review: number;
    ungradable: number;
    median_minutes: number | null;
  }[];
  operators: { operator_id: string | null; name: string | null; photographs: number; rejected: number }[];
  causes: { reason: string; photographs: number }[];
};
export type AuditPage = {
  entries: {
    seq: number;
    at: string;
    actor: string;
    name: string | null;
    source: string;
    act: string;
    subject: string;
  }[];
  next: number | null;
};
