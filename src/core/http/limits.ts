import type { Places } from './rateLimit.ts';

/**
 * KIE allows 20 submissions in 10 s for one account (docs.kie.ai, Getting Started), counted as they arrive there; a little
 * more time for clocks that go at another speed. One that has no answer yet counts as just arrived for so long.
 */
export const SUBMISSIONS: Places = { count: 20, windowMs: 10_100, onTheWayMs: 10_000 };

/** Documented: 10 queries a second (docs.kie.ai/market/common/get-task-detail); we stay under. */
export const QUERIES: Places = { count: 9, windowMs: 1_000, onTheWayMs: 2_000 };
