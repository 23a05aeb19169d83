import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { compareKeys } from '../../../../src/build/l10n/compareKeys.ts';
import { outdatedTranslations, wrongTranslations } from '../../../../src/build/l10n/report.ts';
import { updateSources } from '../../../../src/build/l10n/sources.ts';
import {
  englishTexts,
  LANGUAGES,
  PARTS,
  sourcesFile,
  sourcesOf,
  translationFile,
  translations
} from '../../../../src/build/l10n/texts.ts';
import { typographyProblems } from '../../../../src/build/l10n/typography.ts';

/** Text in the script of a language. */
const OWN: Readonly<Record<string, RegExp>> = { ru: /\p{Script=Cyrillic}/u, 'zh-cn': /\p{Script=Han}/u };

/** Translations without a word of the language: names, formats, and units that stay as they are. */
const NAMES: readonly RegExp[] = [
  /^[^a-z]*$/,
  /^(?:KIE|JSON Lines|WebP|Persona ID|\{0\}[ :：]*URL|Mbit\/s|\{0\} [KM]B)$/,
  /^(?:Pro|Max|Lite|Fast|Turbo|Basic|Standard|V\d[\d.]*(?: \w+)?|Niji 6)$/,
  /^\d+p$/,
  /^(?:MP3|PCM|Opus|A-law|μ-law) [\d.]+ kHz/
];

const root = path.join(import.meta.dirname, '../../../..');
const { texts, counted } = await englishTexts(root);

for (const language of LANGUAGES) {
  describe(`translations: ${language}`, () => {
    for (const part of PARTS) {
      const file = translationFile(part, language);

      it(`${file} keeps placeholders, links and plural forms`, async () => {
        const translated = await translations(root, part, language);
        assert.deepEqual(wrongTranslations({ language, english: texts[part], translated, counted }), []);
      });

      it(`${file} leaves no English sentence`, async () => {
        const left = Object.values(await translations(root, part, language)).filter(
          text => OWN[language]?.test(text) !== true && !NAMES.some(name => name.test(text))
        );
        // Names of voices and effects are two words or more in capitals, or a single word.
        const sentences = left.filter(text => part !== 'catalog' || /[.:]$/.test(text));
        assert.deepEqual(sentences, []);
      });

      it(`${file} follows the typography of the language`, async () => {
        const problems = Object.entries(await translations(root, part, language)).flatMap(([key, text]) =>
          typographyProblems(texts[part][key] ?? key, text, language).map(problem => `${text}: ${problem}`)
        );
        assert.deepEqual(problems, []);
      });

      it(`${file} has every text`, async () => {
        const { missing } = compareKeys(texts[part], await translations(root, part, language));
        assert.deepEqual(missing, [], `Run npm run l10n and translate its missing texts in ${file}.`);
      });
    }

    it(`${translationFile('manifest', language)} is made from the current English texts`, async () => {
      const english = texts.manifest;
      const translated = await translations(root, 'manifest', language);
      const sources = await sourcesOf(root, 'manifest', language);
      const todo = 'Revise these translations, then run npm run l10n, which also shows how to keep one.';
      assert.deepEqual(outdatedTranslations({ english, translated, sources }), [], todo);
      const updated = updateSources(english, translated, sources, new Set());
      assert.deepEqual(sources, updated, `${sourcesFile(language)} is stale: run npm run l10n.`);
    });
  });
}
