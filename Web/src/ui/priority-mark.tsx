export type PriorityLevel = "low" | "medium" | "high" | "urgent";

const bars: Record<Exclude<PriorityLevel, "urgent">, number> = { low: 1, medium: 2, high: 3 };

/** How pressing something is, told by shape and not by colour alone: rising bars, or a filled square for what cannot wait. */
export function PriorityMark({ priority, size = 14 }: { priority: PriorityLevel; size?: number }) {
  return (
    <svg class={`priority-mark priority-${priority}`} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      {priority === "urgent"
        ? (
          <>
            <rect class="priority-square" x="1" y="1" width="14" height="14" rx="3.5" />
            <path class="priority-sign" d="M8 4.2v4.6M8 11.7h.01" />
          </>
        )
        : [0, 1, 2].map((at) => (
          <rect key={at} class={at < bars[priority] ? "priority-bar" : "priority-bar priority-bar-off"} x={2 + at * 4.5} y={10 - at * 3.5} width="3" height={4 + at * 3.5} rx="1" />
        ))}
    </svg>
  );
}
