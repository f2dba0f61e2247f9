import type { Answer, Refused } from "../board/board-api";
import { expire } from "../auth/session";
import { failureOf, type Failure } from "./http";

/** RFC 9457 problem details with the members that this Api adds. */
interface Problem {
  type?: string;
  detail?: string;
  current?: string | null;
  currentVersion?: number | null;
}

interface Replied<D> {
  data?: D;
  error?: unknown;
  response: Response;
}

/** Turns what the typed client resolves to into an answer; a network that fails is an answer, too. */
export async function answerOf<D, T>(asked: Promise<Replied<D>>, read: (data: D, response: Response) => T): Promise<Answer<T>> {
  try {
    const { data, error, response } = await asked;
    if (response.ok || response.status === 304) {
      return { ok: true, value: read(data as D, response) };
    }
    if (response.status === 401) {
      void expire();
    }
    return refusedBy(response, error);
  } catch {
    return refused("offline", true);
  }
}

function refusedBy(response: Response, error: unknown): Refused {
  const problem = (error !== null && typeof error === "object" ? error : {}) as Problem;
  const failure = failureOf(response.status);
  return {
    ...refused(failure, failure === "unavailable"),
    type: problem.type ?? null,
    detail: problem.detail ?? null,
    current: problem.current ?? null,
    currentVersion: problem.currentVersion ?? null,
  };
}

function refused(failure: Failure, retriable: boolean): Refused {
  return { ok: false, failure, type: null, detail: null, current: null, currentVersion: null, retriable };
}
