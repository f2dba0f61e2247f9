export interface AuthenticationConfig {
  /** OIDC issuer; discovery lies under it. */
  issuer: string;
  /** Origin of the hosted pages and of /logout. */
  domain: string;
  clientId: string;
}

export interface TelemetryConfig {
  /** Part of all page loads that send telemetry, from 0 to 1; text where CloudFormation has written it. */
  sampleRatio: number | string;
}

export interface RealtimeConfig {
  /** Where the WebSocket opens. */
  url: string;
  /** The host that its authorization names. */
  host: string;
}

export interface Config {
  /** null when the deployment has no user pool: then nobody can sign in. */
  authentication: AuthenticationConfig | null;
  /** Absent when the deployment takes no telemetry from browsers. */
  telemetry?: TelemetryConfig;
  /** Absent when the deployment sends no events: then pages poll. */
  realtime?: RealtimeConfig;
  /** Whether CloudFront signs what it passes to the API; see `api/signed`. */
  signedRequests?: boolean;
}

export async function loadConfig(): Promise<Config> {
  const response = await fetch("/config.json");
  if (!response.ok) {
    throw new Error(`/config.json answered ${response.status}`);
  }
  return (await response.json()) as Config;
}
