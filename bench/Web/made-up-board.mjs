// A board as the Api answers with it, made up here so that the figures are the browser's and not the table's.
export const boardId = "AAAAAAAAAAAAAAAAAAAAAA";

export function board(count, sub) {
  const columns = ["To do", "In progress", "Review", "Done"].map((name, at) => ({ id: `c${at}`, name, rank: `a${at}`, version: 1, wipPolicy: "warn", count: count / 4 }));
  const labels = ["blue", "rose"].map((colour, at) => ({ id: `l${at}`, name: colour, colour, version: 1 }));
  return {
    board: { id: boardId, info: { name: `${count} cards` }, seq: 1, createdAt: "2026-01-01T00:00:00Z", changedAt: "2026-01-01T00:00:00Z", counts: {} },
    me: "1", role: "editor", labels, columns, rules: [],
    members: [{ id: "1", sub, name: "Demo", role: "editor", version: 1 }],
    cards: Array.from({ length: count }, (_, at) => ({
      id: `k${at}`, columnId: `c${at % 4}`, rank: `b${String(at).padStart(5, "0")}`, titleVersion: 1, version: 1,
      title: at % 2 ? `긴 목록에서 얼마나 매끄러운지 보는 카드 ${at}` : `A card of a long list, number ${at}`,
      labels: ["l0", "l1"], assignees: ["1"], ...(at % 2 ? { due: "2026-12-24" } : {}),
    })),
  };
}
