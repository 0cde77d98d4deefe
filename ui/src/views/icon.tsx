// The page's signs. Each has its own outline, so that none is told from another by colour alone.
import type { Category, Schemas } from "../api/types";

const PATHS = {
  check: <path d="M5 12.5 10 17.5 19.5 7" />,
  circleCheck: (
    <>
      <circle cx="12" cy="12" r="9.5" />
      <path d="M7.5 12.5 11 16l5.8-7" />
    </>
  ),
  half: (
    <>
      <circle cx="12" cy="12" r="9.5" />
      <path d="M7.5 12h9" />
    </>
  ),
  retake: (
    <>
      <path d="M4.5 9.5A8.2 8.2 0 1 1 3.9 14" />
      <path d="M4 4v5.7h5.7" />
    </>
  ),
  warning: (
    <>
      <path d="M12 3 22 20.5H2Z" />
      <path d="M12 9.5v5M12 17.2v.3" />
    </>
  ),
  stop: (
    <>
      <path d="M8 2.5h8L21.5 8v8L16 21.5H8L2.5 16V8Z" />
      <path d="M12 7v6.5M12 16.7v.3" />
    </>
  ),
  refer: (
    <>
      <path d="M3 5h11v14H3z" />
      <path d="M9 12h12M17 8l4 4-4 4" />
    </>
  ),
  doctor: (
    <>
      <path d="M2 12s3.6-6.5 10-6.5S22 12 22 12s-3.6 6.5-10 6.5S2 12 2 12Z" />
      <circle cx="12" cy="12" r="3" />
    </>
  ),
  slash: (
    <>
      <circle cx="12" cy="12" r="9.5" />
      <path d="m5.5 5.5 13 13" />
    </>
  ),
  camera: (
    <>
      <path d="M3 7h4l2-3h6l2 3h4v12H3z" />
      <circle cx="12" cy="13" r="3.6" />
    </>
  ),
  back: <path d="M20 12H5M11 5.5 4.5 12l6.5 6.5" />,
  arrow: <path d="M3 12h17M13.5 5.5 20 12l-6.5 6.5" />,
  blink: <path d="M2 10s3.6 5.5 10 5.5S22 10 22 10M5.5 13.5 4 16.5M12 15.5V19M18.5 13.5l1.5 3" />,
  sun: (
    <>
      <circle cx="12" cy="12" r="4" />
      <path d="M12 2.5v3M12 18.5v3M2.5 12h3M18.5 12h3M5.3 5.3l2 2M16.7 16.7l2 2M18.7 5.3l-2 2M7.3 16.7l-2 2" />
    </>
  ),
  add: <path d="M12 4v16M4 12h16" />,
  minus: <path d="M4 12h16" />,
  fit: <path d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5" />,
  close: <path d="m6 6 12 12M18 6 6 18" />,
  eye: (
    <>
      <circle cx="12" cy="12" r="9.5" />
      <circle cx="14" cy="11" r="3" />
    </>
  ),
  clock: (
    <>
      <circle cx="12" cy="12" r="9.5" />
      <path d="M12 6.5V12l3.5 2.5" />
    </>
  ),
  print: <path d="M7 9V3h10v6M7 17H3V9h18v8h-4M7 14h10v7H7z" />,
  copy: <path d="M9 9h11v12H9zM5 15H4V3h11v2" />,
  next: <path d="m9 5 7 7-7 7" />,
  search: (
    <>
      <circle cx="10.5" cy="10.5" r="6.5" />
      <path d="m15.5 15.5 5 5" />
    </>
  ),
  lock: (
    <>
      <path d="M5 11h14v10H5z" />
      <path d="M8 11V7.5a4 4 0 0 1 8 0V11" />
    </>
  ),
  erase: <path d="M8.5 5H21v14H8.5L2.5 12ZM12 9.5l5 5M17 9.5l-5 5" />,
  people: (
    <>
      <circle cx="9" cy="8" r="3.5" />
      <path d="M2.5 20c0-4 3-6.5 6.5-6.5s6.5 2.5 6.5 6.5M16 5a3.5 3.5 0 0 1 0 6.5M18 14c2.3.9 3.5 3 3.5 6" />
    </>
  ),
  pictures: <path d="M3 5h18v14H3zM3 16l5-5 4 4 3-3 6 5" />,
  more: <path d="M4 7h16M4 12h16M4 17h16" />,
  chart: <path d="M4 4v16h16M8 16v-4M12 16V8M16 16v-6" />,
  gauge: (
    <>
      <path d="M4 18a9 9 0 1 1 16 0" />
      <path d="m12 14 4-5" />
    </>
  ),
  book: <path d="M5 4h13v16H7a2 2 0 0 1-2-2zM5 18a2 2 0 0 1 2-2h11" />,
  pen: <path d="m4 20 1-4L16 5l3 3L8 19zM14 7l3 3" />,
  bin: <path d="M4 7h16M9 7V4h6v3M6.5 7l1 13h9l1-13M10 11v5M14 11v5" />,
  out: <path d="M10 4H4v16h6M9 12h12M17 8l4 4-4 4" />,
  compare: <path d="M3 5h8v14H3zM13 5h8v14h-8z" />,
  talk: <path d="M4 5h16v11H10l-5 4v-4H4z" />,
  down: <path d="m5 9 7 7 7-7" />,
  unlink: (
    <path d="M3 3l18 18M8.5 16.5a5 5 0 0 1 6-1M5 12.5a10 10 0 0 1 5-2.6M14.5 10a10 10 0 0 1 4.5 2.5M2 8.5a15 15 0 0 1 4.5-2.8M11 4.7A15 15 0 0 1 22 8.5M12 20v.2" />
  ),
};

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 24 }: { name: IconName; size?: number }) {
  return (
    <svg
      class={`icon icon-${name}`}
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      stroke-width="2.2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {PATHS[name]}
    </svg>
  );
}

export const CATEGORY_ICON: Record<Category, IconName> = {
  urgent: "stop",
  refer: "refer",
  review: "doctor",
  rescreen: "circleCheck",
  ungradable: "slash",
};

export const VERDICT_ICON: Record<Schemas["Verdict"], IconName> = {
  good: "circleCheck",
  usable: "half",
  reject: "retake",
};
