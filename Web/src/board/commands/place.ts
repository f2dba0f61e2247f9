import { rankBetween } from "../../lib/rank";
import type { Place } from "../model/commands";

/** The rank between two neighbours. When they are no longer in order, it is behind the first, as the server does. */
export function placed(entities: ReadonlyMap<string, { rank: string }>, { after, before }: Place): string {
  const low = after === null ? null : entities.get(after)?.rank ?? null;
  const high = before === null ? null : entities.get(before)?.rank ?? null;
  return rankBetween(low, low !== null && high !== null && low >= high ? null : high);
}

/** The neighbours as requests name them. */
export const neighbours = ({ after, before }: Place): { after?: string; before?: string } => ({
  ...(after === null ? {} : { after }),
  ...(before === null ? {} : { before }),
});
