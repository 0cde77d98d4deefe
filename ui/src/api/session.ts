// Signing in and out, and the token that every change carries.
import { patch, post, remove, request } from "./client";

export type Role = "technician" | "doctor" | "administrator";
export type Operator = { id: string; name: string; role: Role; active?: boolean };
export type Session = {
  state: "open" | "first_run" | "signed_out" | "locked" | "signed_in";
  operator: { id: string; name: string; role: Role } | null;
  csrf: string | null;
  clinic: { name: string; lang: string; time_zone: string } | null;
  practice: boolean;
  idle_minutes: number;
};
export type FirstRun = {
  code?: string;
  administrator: string;
  password: string;
  pin: string;
  clinic: string;
  lang: string;
  time_zone: string;
};

const PATH = "api/session";
export const fetchSession = () => request<Session>(PATH);
export const signIn = (name: string, password: string) => post<Session>(PATH, { name, password });
export const lock = () => post<Session>(`${PATH}/lock`, {});
export const unlock = (pin: string) => post<Session>(`${PATH}/unlock`, { pin });
export const signOut = () => remove<Session>(PATH);
export const firstRun = (asked: FirstRun) => post<Session>("api/first-run", asked);

export const addOperator = (asked: { name: string; role: Role; password: string; pin: string }) =>
  post<Operator>("api/operators", asked);
export const changeOperator = (id: string, change: Record<string, unknown>) =>
  patch<Operator>(`api/operators/${encodeURIComponent(id)}`, change);
