/**
 * Codes that prove that nothing of a submission is running or will come, with the reason: it was refused before anything
 * was taken, or it has failed for good. Whatever is not here may have been accepted. Only those that are also transient
 * (429, 430, 455, 550) are sent again by themselves. Source: docs.kie.ai, error tables of the model pages
 */
export const PROVEN_ENDS: Readonly<Record<number, string>> = {
  400: 'the request is not valid',
  401: 'the key is checked first',
  402: 'there are not enough credits to take',
  404: 'no such model or path',
  405: 'the method is not allowed',
  409: 'the same piece exists already',
  410: 'the operation was withdrawn',
  413: 'the media was refused as a copy of a known work',
  422: 'validation failed',
  429: 'documented as refused, not queued',
  430: 'calls come too fast',
  433: 'the cap of the key stopped it',
  451: 'the media could not be fetched',
  455: 'the service is under maintenance',
  501: 'the generation has failed: there is no task to look for, but it may have cost, so never again by itself',
  505: 'the feature is switched off',
  531: 'the generation has failed and the credits were given back; trying again is up to the person',
  550: 'refused, because the queue is full'
};
