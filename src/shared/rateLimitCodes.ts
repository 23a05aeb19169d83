/** KIE's codes for too many requests. Source: docs.kie.ai, error tables of the model pages */
export const RATE_LIMIT_CODES: readonly number[] = [429, 430];
