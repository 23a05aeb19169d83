import { textLanguage } from './format/language.ts';

/** Source: docs.kie.ai, "Getting Started with KIE API". */
const PAGES = {
  key: 'https://kie.ai/api-key',
  pricing: 'https://kie.ai/pricing',
  logs: 'https://kie.ai/logs'
} as const;

/** Paths of the pages that kie.ai is known to have in a language, from public links. Others may not exist. */
const LANGUAGE_PAGES: Readonly<Record<string, { readonly folder: string; readonly paths: readonly string[] }>> = {
  ru: { folder: 'ru', paths: ['', '/', '/api-key', '/market'] },
  'zh-cn': { folder: 'zh-CN', paths: ['/api-key', '/pricing'] }
};

const SITE = 'https://kie.ai';

/**
 * Returns the address of a page of kie.ai in a language if that page is known, otherwise the same address. Pages of
 * docs.kie.ai stay too: none is in Russian, and only some are in Chinese.
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
