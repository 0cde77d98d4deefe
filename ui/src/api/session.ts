// Signing in and out, and the token that every change carries.
import { patch, post, remove, request } from "./client";
import type { Schemas } from "./types";

export type Role = Schemas["Role"];
export type Operator = Schemas["Operator"];
export type Session = Schemas["SessionStatus"];
export type FirstRun = Schemas["FirstRunRequest"];

const PATH = "api/session";
export const fetchSession = () => request<Session>(PATH);
export const signIn = (name: string, password: string) => post<Session>(PATH, { name, password });
export const lock = () => post<Session>(`${PATH}/lock`, {});
export const unlock = (secret: { pin: string } | { password: string }) =>
  post<Session>(`${PATH}/unlock`, secret);
/** Begins practice on drawn eyes for this session, or ends it. */
export const practise = (on: boolean) => post<Session>("api/practice", { on });
export const signOut = () => remove<null>(PATH);
export const firstRun = (asked: FirstRun) => post<Session>("api/first-run", asked);

export const addOperator = (asked: Schemas["NewOperatorRequest"]) => post<Operator>("api/operators", asked);
export const changeOperator = (id: string, change: Schemas["OperatorRequest"]) =>
  patch<Operator>(`api/operators/${encodeURIComponent(id)}`, change);
