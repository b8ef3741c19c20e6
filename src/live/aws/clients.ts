const CONNECTION_MILLISECONDS = 5000;
const REQUEST_MILLISECONDS = 30_000;

const ignore = (): void => undefined;
const QUIET = { debug: ignore, info: ignore, warn: ignore, error: ignore };

/** What every client of the SDK here is made with. What goes wrong is told by who asked, not by the SDK. */
export const CLIENT_OPTIONS = {
  requestHandler: {
    connectionTimeout: CONNECTION_MILLISECONDS,
    requestTimeout: REQUEST_MILLISECONDS,
    throwOnRequestTimeout: true,
  },
  logger: QUIET,
} as const;
