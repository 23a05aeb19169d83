import { textLanguage } from './format/language.ts';

/** Source: docs.kie.ai, "Getting Started with KIE API". */
const PAGES = {
  key: 'https://kie.ai/api-key',
  pricing: 'https://kie.ai/pricing',
  logs: 'https://kie.ai/logs'
} as const;

/**
 * Folders of kie.ai with its pages in a language. Seen in public sources: kie.ai/ru, /ru/api-key, /zh-CN/api-key,
 * /zh-CN/pricing, and /es/logs, which shows that a folder has the logs too.
 */
const FOLDERS: Readonly<Record<string, string>> = { ru: 'ru', 'zh-cn': 'zh-CN' };

const SITE = /^https:\/\/kie\.ai(?=\/|$)/;

/**
 * Returns the address of a page of kie.ai in a language; others stay. The documentation (docs.kie.ai) has no Russian
 * pages, and Chinese ones for a part only, so it stays too.
 */
export function localizedPage(address: string, language = textLanguage()): string {
  const folder = FOLDERS[language.toLowerCase()];
  return folder === undefined ? address : address.replace(SITE, `https://kie.ai/${folder}`);
}

/** The address of a page of KIE in the display language. */
export const kiePage = (name: keyof typeof PAGES): string => localizedPage(PAGES[name]);
