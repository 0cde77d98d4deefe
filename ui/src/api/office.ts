// What the manager and the administrator ask for: figures, the audit, how the box is.
import type { Schemas } from "./types";

export type Charts = Schemas["Charts"];
export type AuditPage = Schemas["AuditPage"];
export type SystemItem = Schemas["SystemItem"];
export type SystemReport = Schemas["SystemReport"];
