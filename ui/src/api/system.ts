// How the box is, as its keeper should know it.

export type SystemItem = {
  subject:
    | "camera"
    | "model"
    | "engine"
    | "temperature"
    | "disk"
    | "queue"
    | "record"
    | "backup"
    | "sync"
    | "clock"
    | "accounts"
    | "certificate"
    | "software";
  state: "ok" | "warn" | "bad";
  reason: string;
  value: string;
  remedy: string;
};
export type SystemReport = {
  state: SystemItem["state"];
  items: SystemItem[];
  version: string;
  started_at: string;
  now: string;
  practice: boolean;
};
