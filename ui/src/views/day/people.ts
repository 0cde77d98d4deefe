/** People of the worklist asked for at once. */
export const PEOPLE = 60;
