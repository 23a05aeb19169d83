import type { RateLimit } from './rateLimit.ts';

/**
 * KIE allows 20 submissions per 10 s and account (docs.kie.ai, Getting Started), counted on arrival. The window is a
 * little longer because clocks differ in speed. Submissions without a response count as just arrived for `pendingMs`.
 */
export const SUBMISSIONS: RateLimit = { count: 20, windowMs: 10_100, pendingMs: 10_000 };

/** Documented: 10 queries per second (docs.kie.ai/market/common/get-task-detail); this stays below it. */
export const QUERIES: RateLimit = { count: 9, windowMs: 1_000, pendingMs: 2_000 };

/**
 * Documented: one request a second and account for all four calls of the live catalog, with 1.1 seconds between two
 * (official kie-models skill, references/en.md). Requests of all windows wait for the response to the previous one.
 */
export const CATALOG_CALLS: RateLimit = { count: 1, windowMs: 1_100, pendingMs: 10_000 };

/** Attempts to read KIE's list of models without a request of the user, in all windows together. */
export const CATALOG_SYNCS: RateLimit = { count: 1, windowMs: 3_600_000 };
