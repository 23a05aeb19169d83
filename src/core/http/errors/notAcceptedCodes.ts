/**
 * Codes that prove that a submission has no running task and will not get one, with the reason: it was rejected before
 * acceptance, or it has failed for good. After any other code it may have been accepted. Only the transient ones (429,
 * 430, 455, 550) are retried automatically. Source: docs.kie.ai, error tables of the model pages
 */
export const NOT_ACCEPTED_CODES: Readonly<Record<number, string>> = {
  400: 'the request is not valid',
  401: 'the key is checked first',
  402: 'there are not enough credits',
  404: 'no such model or path',
  405: 'the method is not allowed',
  409: 'the same result exists already',
  410: 'the operation was withdrawn',
  413: 'the media was rejected as a copy of a known work',
  422: 'validation failed',
  429: 'documented as rejected, not queued',
  430: 'too many requests',
  433: 'the spending limit of the key was reached',
  451: 'the media could not be fetched',
  455: 'the service is under maintenance',
  501: 'the generation failed: there is no task, but it may have cost credits, so it is never retried automatically',
  505: 'the feature is turned off',
  531: 'the generation failed and the credits were refunded; only the user can retry',
  550: 'rejected because the queue is full'
};
