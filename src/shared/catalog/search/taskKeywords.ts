import * as l10n from '@vscode/l10n';

/**
 * Common search terms for a task besides its name and label, separated by commas. Translations add terms of their
 * language and keep the English ones, because users of all languages type them.
 */
export function taskKeywords(task: string): readonly string[] {
  return (WORDS[task]?.().split(/[,，、]/) ?? []).map(word => word.trim());
}

const WORDS: Readonly<Record<string, () => string>> = {
  'text-to-image': () => l10n.t('txt2img, t2i, picture, photo, draw, illustration'),
  'image-to-image': () => l10n.t('img2img, i2i, picture, photo, restyle, variation'),
  'image-edit': () => l10n.t('edit, retouch, inpaint, outpaint, picture, photo'),
  'upscale-image': () => l10n.t('upscaler, enlarge, enhance, super resolution, picture, photo'),
  'remove-background': () => l10n.t('remove bg, rembg, cutout, transparent'),
  'text-to-video': () => l10n.t('txt2vid, t2v, clip, movie, film'),
  'image-to-video': () => l10n.t('img2vid, i2v, animate, picture, photo, clip, movie, film'),
  'video-to-video': () => l10n.t('vid2vid, v2v, clip, movie, film, restyle'),
  'lip-sync': () => l10n.t('talking head, avatar, dub'),
  'upscale-video': () => l10n.t('upscaler, enlarge, enhance, super resolution, clip'),
  'text-to-speech': () => l10n.t('tts, voice, voiceover, speak, read aloud, narrate'),
  'speech-to-text': () => l10n.t('stt, asr, transcribe, transcription, subtitles, captions, dictation'),
  'text-to-audio': () => l10n.t('sfx, sound effects, noise'),
  'audio-to-audio': () => l10n.t('sound, voice, denoise'),
  'text-to-music': () => l10n.t('txt2music, song, compose, melody, tune'),
  'audio-to-music': () => l10n.t('song, remix, cover, melody, tune')
};
