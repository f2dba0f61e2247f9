import type { components } from "../api/schema";
import type { AttributeValue, Span } from "../lib/trace";

export type TelemetryRequest = components["schemas"]["TelemetryRequest"];
type Attribute = components["schemas"]["TelemetryAttribute"];

export interface Measurement {
  name: string;
  unit: string;
  value: number;
  timeMs: number;
  attributes: Record<string, AttributeValue>;
}

/** Writes OTLP JSON (https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding). Who sent it is for the server to say. */
export function toOtlp(spans: readonly Span[], measurements: readonly Measurement[]): TelemetryRequest {
  return {
    resourceSpans: spans.length === 0 ? [] : [{ scopeSpans: [{ spans: spans.map(spanOf) }] }],
    resourceMetrics: measurements.length === 0 ? [] : [{ scopeMetrics: [{ metrics: measurements.map(metricOf) }] }],
  };
}

const spanOf = (span: Span) => ({
  traceId: span.traceId,
  spanId: span.spanId,
  parentSpanId: span.parentSpanId ?? "",
  name: span.name,
  kind: span.kind === "client" ? 3 : 1,
  startTimeUnixNano: nanoseconds(span.startMs),
  endTimeUnixNano: nanoseconds(span.endMs),
  attributes: attributesOf(span.attributes),
  status: { code: span.failed ? 2 : 0 },
});

const metricOf = ({ name, unit, value, timeMs, attributes }: Measurement) => ({
  name, unit, gauge: { dataPoints: [{ asDouble: value, timeUnixNano: nanoseconds(timeMs), attributes: attributesOf(attributes) }] },
});

const attributesOf = (attributes: Record<string, AttributeValue>): Attribute[] =>
  Object.entries(attributes).map(([key, value]) => ({ key, value: valueOf(value) }));

function valueOf(value: AttributeValue): Attribute["value"] {
  switch (typeof value) {
    case "string":
      return { stringValue: value };
    case "boolean":
      return { boolValue: value };
    case "number":
      return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  }
}

/** Nanoseconds since 1970 as text: they are beyond what a number holds. Microseconds are all that a browser knows. */
const nanoseconds = (ms: number): string => `${BigInt(Math.round(ms * 1_000)) * 1_000n}`;
