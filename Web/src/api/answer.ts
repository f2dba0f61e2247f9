import { failureOf, type Failure } from "./http";

/** A request that failed, with what the server said about it. */
export interface Rejected {
  ok: false;
  failure: Failure;
  /** The problem's type, by which clients switch. */
  type: string | null;
  /** The reason in English; `problemText` gives it in the reader's language. */
  detail: string | null;
  /** The maximum that the request exceeds, where the server names one. */
  limit: number | null;
  /** The text as it is now, when a stale write was rejected, and its version. */
  current: string | null;
  currentVersion: number | null;
  /** How long to wait before the next try, when the server says so. */
  retryAfterMs: number | null;
  /** Whether the same request may do better later. */
  retriable: boolean;
}

export type Answer<T> = { ok: true; value: T } | Rejected;

/** RFC 9457 problem details with the members that this Api adds. */
interface Problem {
  type?: string;
  detail?: string;
  limit?: number;
  current?: string | null;
  currentVersion?: number | null;
}

export interface Replied<D> {
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
    return rejectedBy(response, error);
  } catch {
    return rejected("offline", true);
  }
}

function rejectedBy(response: Response, error: unknown): Rejected {
  const problem = (error !== null && typeof error === "object" ? error : {}) as Problem;
  const failure = failureOf(response.status, problem.type);
  return {
    ...rejected(failure, failure === "unavailable"),
    type: problem.type ?? null,
    detail: problem.detail ?? null,
    limit: problem.limit ?? null,
    current: problem.current ?? null,
    currentVersion: problem.currentVersion ?? null,
    retryAfterMs: retryAfterMs(response.headers.get("Retry-After")),
  };
}

/** https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3; the Api sends seconds, what stands in front of it may send a date. */
function retryAfterMs(header: string | null): number | null {
  const waitMs = header === null ? Number.NaN : /^\d+$/.test(header.trim()) ? Number(header) * 1_000 : Date.parse(header) - Date.now();
  return Number.isNaN(waitMs) ? null : Math.max(0, waitMs);
}

/** An answer that this page gives itself. */
export function rejected(failure: Failure, retriable: boolean): Rejected {
  return { ok: false, failure, type: null, detail: null, limit: null, current: null, currentVersion: null, retryAfterMs: null, retriable };
}
