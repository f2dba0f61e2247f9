/** Stroke icons on a 20 × 20 grid, drawn for this product. */
const shapes = {
  plus: "M10 4v12M4 10h12",
  close: "M5 5l10 10M15 5L5 15",
  trash: "M4 6h12M8 6V4h4v2M6 6l.7 10h6.6L14 6M8.5 9v4M11.5 9v4",
  check: "M4.5 10.5l3.5 3.5 7.5-8",
  sun: "M10 6.5a3.5 3.5 0 100 7 3.5 3.5 0 000-7zM10 2v1.5M10 16.5V18M18 10h-1.5M3.5 10H2M15.7 4.3l-1.1 1.1M5.4 14.6l-1.1 1.1M15.7 15.7l-1.1-1.1M5.4 5.4L4.3 4.3",
  moon: "M16.5 11.6A6.8 6.8 0 018.4 3.5a6.8 6.8 0 108.1 8.1z",
  auto: "M10 3a7 7 0 100 14 7 7 0 000-14zM10 3v14M12.5 4v12M15 6v8",
  globe: "M10 2.5a7.5 7.5 0 100 15 7.5 7.5 0 000-15zM2.5 10h15M10 2.5c2.2 2 3.2 4.6 3.2 7.5s-1 5.5-3.2 7.5c-2.2-2-3.2-4.6-3.2-7.5S7.8 4.5 10 2.5z",
  board: "M3.5 4h3.5v12H3.5zM8.5 4H12v8H8.5zM13.5 4H16.5v5h-3z",
  table: "M3 4.5h14v11H3zM3 8.5h14M8 8.5v7",
  user: "M10 3.5a3 3 0 100 6 3 3 0 000-6zM4 16.5c.7-3 3-4.5 6-4.5s5.3 1.5 6 4.5",
  users: "M7.5 4a2.7 2.7 0 100 5.4 2.7 2.7 0 000-5.4zM2.5 16c.6-2.8 2.5-4.2 5-4.2s4.4 1.4 5 4.2M13 4.3a2.5 2.5 0 010 4.8M14.5 12c1.6.5 2.6 1.8 3 4",
  signOut: "M12 6V4H4v12h8v-2M8.5 10H17M14 7l3 3-3 3",
  star: "M10 3l2.1 4.5 4.9.6-3.6 3.4.9 4.9L10 14l-4.3 2.4.9-4.9L3 8.1l4.9-.6z",
  archive: "M3.5 4h13v3.5h-13zM4.5 7.5V16h11V7.5M8 10.5h4",
  search: "M9 3.5a5.5 5.5 0 100 11 5.5 5.5 0 000-11zM13 13l4 4",
  filter: "M3 5h14M6 10h8M8.5 15h3",
  more: "M5 10h.01M10 10h.01M15 10h.01",
  undo: "M4.5 8h7a4 4 0 010 8H8M7.5 5l-3 3 3 3",
  redo: "M15.5 8h-7a4 4 0 000 8H12M12.5 5l3 3-3 3",
  clock: "M10 3a7 7 0 100 14 7 7 0 000-14zM10 6.5V10l2.5 1.8",
  calendar: "M4 5h12v11.5H4zM4 8.5h12M7.5 3v3M12.5 3v3",
  text: "M4 5.5h12M4 10h12M4 14.5h7",
  checklist: "M3.5 5.5l1.3 1.3L7 4.5M3.5 13l1.3 1.3L7 12M10 6h6.5M10 13.5h6.5",
  comment: "M4 4.5h12v9H9.5L6 16.5v-3H4z",
  label: "M3.5 4.5h7.5l5.5 5.5-5.5 5.5H3.5z",
  flag: "M5 17V3.5h9.5L12.5 7l2 3.5H5",
  copy: "M7 7h9v9H7zM4 13V4h9",
  move: "M4 10h11M11 6l4 4-4 4",
  left: "M12 5l-5 5 5 5",
  right: "M8 5l5 5-5 5",
  down: "M5 8l5 5 5-5",
  up: "M5 12l5-5 5 5",
  repeat: "M4 9V7.5h11M12.5 5L15 7.5 12.5 10M16 11v1.5H5M7.5 10L5 12.5 7.5 15",
  link: "M8.5 11.5a3 3 0 004.2 0l2.3-2.3a3 3 0 00-4.2-4.2l-.8.8M11.5 8.5a3 3 0 00-4.2 0L5 10.8A3 3 0 009.2 15l.8-.8",
  lock: "M5 9.5h10V16H5zM7 9.5V7a3 3 0 016 0v2.5",
  keyboard: "M2.5 5.5h15v9h-15zM5.5 8.5h.01M8.5 8.5h.01M11.5 8.5h.01M14.5 8.5h.01M6.5 11.5h7",
  warning: "M10 3.5l7 12.5H3zM10 8.5v3.5M10 14h.01",
  offline: "M3 3l14 14M5.5 11.5a6.5 6.5 0 013-1.7M8 14.3a3 3 0 014 0M3 8.5a10 10 0 013-2M9.5 5.6A10 10 0 0117 8.5M13 10.5a6 6 0 011.5 1",
  edit: "M4 16l.8-3.3L13 4.5l2.5 2.5-8.2 8.2zM11.5 6L14 8.5",
  eye: "M2.5 10c2-3.5 4.5-5 7.5-5s5.5 1.5 7.5 5c-2 3.5-4.5 5-7.5 5s-5.5-1.5-7.5-5zM10 7.7a2.3 2.3 0 100 4.6 2.3 2.3 0 000-4.6z",
  mail: "M3 5h14v10H3zM3.5 5.5L10 11l6.5-5.5",
  bolt: "M11 2.5L4.5 11H10l-1 6.5L15.5 9H10z",
  rows: "M3.5 4h13v4.5h-13zM3.5 11.5h13V16h-13z",
} as const;

export type IconName = keyof typeof shapes;

export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
      <path d={shapes[name]} />
    </svg>
  );
}
