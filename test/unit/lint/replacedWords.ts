/** Words that docs/glossary.md or plain English replaces, by what to write. */
const REPLACED: Readonly<Record<string, RegExp>> = {
  'a noun, not a clause': /\bwhat (?:is|was|it|they|are|were|has|had|a|an|the|this|that|can|no|nothing|each|one)\b/gi,
  'reports, shows': /\b(?:said|says?|told|tells?)\b/gi,
  'is, means': /\b(?:stands?|stood)\b/gi,
  user: /\bpersons?\b/gi,
  'caller, no window, other code': /\b(?:nobody|whoever|somebody)\b/gi,
  'again, while, no longer': /\b(?:anew|afresh|meanwhile|any more)\b/gi
};

/** Each replaced word in a text, with what to write. */
export const replacedWords = (text: string): readonly string[] =>
  Object.entries(REPLACED).flatMap(([better, pattern]) =>
    [...text.matchAll(pattern)].map(([word]) => `"${word}": ${better}`)
  );
