// The typographic rules of docs/glossary.ru.md and docs/glossary.zh-cn.md, as patterns that no translation may match.

interface Fault {
  readonly name: string;
  readonly pattern: RegExp;
}

const FAULTS: Readonly<Record<string, readonly Fault[]>> = {
  ru: [
    { name: 'straight quotes instead of «»', pattern: /"/ },
    { name: 'a hyphen or three dots instead of — or …', pattern: /[^\s] - [^\s]|\.\.\./ },
    {
      name: 'a breaking space before a unit',
      pattern:
        /[\d}] (?:(?:мин|ч|КБ|МБ|ГБ|кГц|кбит\/с|Мбит\/с|USD|%)(?![\p{L}\d])|(?:симв|пикс|Мпикс)\.|с(?=$|[.,;:)]))/u
    }
  ],
  'zh-cn': [
    { name: 'no space between Chinese and Latin', pattern: /\p{Script=Han}[A-Za-z\d]|[A-Za-z\d]\p{Script=Han}/u },
    { name: 'half-width punctuation', pattern: /\p{Script=Han}[,;:!?(]|[,;:!?)]\p{Script=Han}|"/u },
    { name: 'a space beside full-width punctuation', pattern: / [。，；：？！）]|[。，；：？！（] / }
  ]
};

/** Code, addresses, links to commands, and the category of a command in the palette. */
const KEPT = /`[^`]*`|\]\([^)]*\)|https?:\/\/\S+|^KIE: |“KIE: /g;

/** Whether a text is a list of search words, which commas separate in every language. */
const isWordList = (english: string): boolean => /^[\w ]+(?:, [\w ]+){2,}$/.test(english);

/** Returns the typographic faults in a translation of an English text. */
export function typographyProblems(english: string, text: string, language: string): readonly string[] {
  if (isWordList(english)) return [];
  const plain = text.replaceAll(KEPT, '¤');
  return (FAULTS[language] ?? []).filter(({ pattern }) => pattern.test(plain)).map(({ name }) => name);
}
