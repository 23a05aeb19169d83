import { textLanguage } from './format/language.ts';

/** Source: docs.kie.ai, "Getting Started with KIE API". */
const PAGES = {
  key: 'https://kie.ai/api-key',
  pricing: 'https://kie.ai/pricing',
  logs: 'https://kie.ai/logs'
} as const;

/** The pages that kie.ai has in a language, as seen in public sources; an address is never guessed. */
const LANGUAGE_PAGES: Readonly<Record<string, { readonly folder: string; readonly paths: readonly string[] }>> = {
  ru: { folder: 'ru', paths: ['', '/', '/api-key', '/market'] },
  'zh-cn': { folder: 'zh-CN', paths: ['/api-key', '/pricing'] }
};

const SITE = 'https://kie.ai';

/**
 * Returns the address of a page of kie.ai in a language, where it is known; others stay. The documentation (docs.kie.ai)
 * has no Russian pages, and Chinese ones for a part only, so it stays too.
 */
export function localizedPage(address: string, language = textLanguage()): string {
  const pages = LANGUAGE_PAGES[language.toLowerCase()];
  const path = address.startsWith(SITE) ? address.slice(SITE.length) : undefined;
  return pages === undefined || path === undefined || !pages.paths.includes(path)
    ? address
    : `${SITE}/${pages.folder}${path}`;
}

/** The address of a page of KIE in the display language. */
export const kiePage = (name: keyof typeof PAGES): string => localizedPage(PAGES[name]);
