import type { Clock, EngineSettings, Logger } from '../base/ports.ts';
import { systemClock } from '../base/systemClock.ts';
import { ApiCaller } from '../http/apiCaller.ts';
import type { KieClient } from './clientTypes.ts';
import { download } from './transfer/download.ts';
import { isLonger } from './transfer/isLonger.ts';
import { Limiter } from '../http/rateLimit/limiter.ts';
import { CATALOG_CALLS, QUERIES } from '../http/rateLimit/limits.ts';
import { unreadable } from '../http/errors/networkFailures.ts';
import { withResponse } from '../http/responseNote.ts';
import { liveCatalogCalls } from './liveCatalog/liveCatalogCalls.ts';
import { queryCalls } from './queryCalls.ts';
import { JOBS } from './services/jobs.ts';
import { SubmissionClaims } from './submissionClaims.ts';
import type { RateLimitWindow } from '../http/rateLimit/rateLimit.ts';
import { Transport } from '../http/transport.ts';
import type { Timeouts } from '../http/transport.ts';
import { uploadCalls } from './transfer/uploadCalls.ts';

/** Dependencies of {@link createKieClient}. */
export interface KieClientDeps {
  readonly settings: () => EngineSettings;
  readonly apiKey: () => Promise<string | undefined>;
  readonly log: Logger;
  readonly clock?: Clock;
  readonly timeouts?: Timeouts;
  /** Rate limits the queries of all VS Code windows together; by default those of this window only. */
  readonly queryWindow?: RateLimitWindow;
  /** The same for the calls of the live catalog. */
  readonly catalogWindow?: RateLimitWindow;
}

/** Creates the HTTP client of the engine. The first call loads undici. */
export function createKieClient(deps: KieClientDeps): KieClient {
  const { settings, apiKey, log, clock = systemClock } = deps;
  const transport = new Transport(settings, log, deps.timeouts);
  const caller = new ApiCaller({ settings, apiKey, log, clock, transport });
  // The caller of createTask enforces its rate limit: a paid call never waits here.
  const lane = new Limiter(QUERIES, clock, deps.queryWindow);

  return {
    async createTask(request, options) {
      const service = request.service ?? JOBS;
      const { path, ...requestParts } = service.start(request);
      const claims = new SubmissionClaims(service, request);
      const data = await caller.call({
        kind: 'create',
        ...requestParts,
        url: caller.api(path),
        claim: (json, text, rejected) => claims.find(json, text, rejected),
        codes: service.codes,
        options,
        key: options?.key
      });
      const started = service.started(data);
      if (started === undefined) throw withResponse(unreadable('create'), undefined, claims.text);
      return claims.isGuess ? { ...started, isGuess: true } : started;
    },
    async priceFeed(options) {
      const { readPriceFeed } = await import('./priceFeed.ts');
      return readPriceFeed({ transport, api: path => caller.api(path), lane, clock, log }, options?.signal);
    },
    liveCatalog: liveCatalogCalls(caller, new Limiter(CATALOG_CALLS, clock, deps.catalogWindow)),
    ...queryCalls(caller, lane),
    ...uploadCalls(caller, clock),
    download: (url, file, options = {}) => download({ transport, clock, log }, url, file, options),
    isLonger: (url, size, options) => isLonger(transport, url, size, options?.signal),
    dispose: () => transport.dispose()
  };
}
