/** All legacy services. */
import { midjourney } from './midjourney.ts';
import { fluxKontext, gpt4o, luma } from './imageServices.ts';
import { aleph, runway } from './runway.ts';
import type { LegacyService } from './service.ts';
import { suno } from './suno.ts';
import { cover, midi, mp4, vocalRemoval, wav } from './sunoFiles.ts';
import { lyrics } from './sunoTexts.ts';
import { veo, veo4k } from './veo.ts';
import { phrase, voice } from './voice.ts';

export const SERVICES: readonly LegacyService[] = [
  ...[veo, veo4k, runway, aleph, gpt4o, fluxKontext, midjourney, luma],
  ...[suno, lyrics, vocalRemoval, wav, mp4, midi, cover, phrase, voice]
];
