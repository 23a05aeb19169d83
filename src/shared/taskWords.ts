/** What people type for a task besides its name and label, in English as they do in other languages too. */
export const TASK_WORDS: Readonly<Record<string, readonly string[]>> = {
  'text-to-image': ['txt2img', 't2i', 'picture', 'photo', 'draw', 'illustration'],
  'image-to-image': ['img2img', 'i2i', 'picture', 'photo', 'restyle', 'variation'],
  'image-edit': ['edit', 'retouch', 'inpaint', 'outpaint', 'picture', 'photo'],
  'upscale-image': ['upscaler', 'enlarge', 'enhance', 'super resolution', 'picture', 'photo'],
  'remove-background': ['remove bg', 'rembg', 'cutout', 'transparent'],
  'text-to-video': ['txt2vid', 't2v', 'clip', 'movie', 'film'],
  'image-to-video': ['img2vid', 'i2v', 'animate', 'clip', 'movie', 'film'],
  'video-to-video': ['vid2vid', 'v2v', 'clip', 'movie', 'film', 'restyle'],
  'lip-sync': ['talking head', 'avatar', 'dub'],
  'upscale-video': ['upscaler', 'enlarge', 'enhance', 'super resolution', 'clip'],
  'text-to-speech': ['tts', 'voice', 'voiceover', 'speak', 'read aloud', 'narrate'],
  'speech-to-text': ['stt', 'asr', 'transcribe', 'transcription', 'subtitles', 'captions', 'dictation'],
  'text-to-audio': ['sfx', 'sound effects', 'noise'],
  'audio-to-audio': ['sound', 'voice', 'denoise'],
  'text-to-music': ['txt2music', 'song', 'compose', 'melody', 'tune'],
  'audio-to-music': ['song', 'remix', 'cover', 'melody', 'tune']
};
