const MAX_NOTE_LENGTH = 600;

/** Converts Markdown to a single plain paragraph. */
export function noteOf(description: string): string {
  const plain = description
    .replace(/<[^<>]*>/g, ' ')
    .replace(/!?\[([^[\]]*)\]\([^()]*\)/g, '$1')
    .replace(/(\*\*|__|`)/g, '')
    .replace(/^[ \t]*(#{1,6}|[-*]|:::.*)\s+/gm, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return plain.length <= MAX_NOTE_LENGTH ? plain : `${plain.slice(0, MAX_NOTE_LENGTH).trimEnd()}…`;
}

/** `aspect_ratio` and `aspectRatio` become "Aspect Ratio". */
export const labelOf = (name: string): string =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .split(/[_\s.-]+/)
    .filter(Boolean)
    .map(word => {
      const [, short, plural = ''] = /^(url|id|nsfw|cfg|fps)(s?)$/i.exec(word) ?? [];
      return short === undefined ? `${word.charAt(0).toUpperCase()}${word.slice(1)}` : short.toUpperCase() + plural;
    })
    .join(' ');

/** The limit in texts such as "Maximum length: 5000 characters", which many pages state only in prose. */
export function maxLengthIn(description: string): number | undefined {
  const figure = /max(?:imum)?(?: length)?[^.\n\d]{0,20}(\d[\d,]*) ?char/i.exec(description)?.[1]?.replaceAll(',', '');
  return figure === undefined || Number(figure) === 0 ? undefined : Number(figure);
}
