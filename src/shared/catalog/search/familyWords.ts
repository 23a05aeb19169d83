/** Names of makers and products, for the search. The Russian and Chinese ones are searchable in every language. */

interface FamilyWords {
  /** Other names of the product, as users write them. */
  readonly names: string;
  /** Companies, and what users call them. */
  readonly maker: string;
}

/** By the family of the model entries; comma-separated. Of equally good hits, the family that comes first here wins. */
export const FAMILY_WORDS: Readonly<Record<string, FamilyWords>> = {
  Topaz: { names: 'topaz labs, gigapixel, топаз, 黄玉', maker: 'topaz labs' },
  Recraft: { names: 'рекрафт', maker: 'recraft' },
  'Nano Banana': {
    names: 'nanobanana, gemini image, gemini flash image, нано банана, нанобанана, банана, банан, 纳米香蕉, 香蕉',
    maker: 'google, gemini, deepmind, гугл, гемини, 谷歌'
  },
  'GPT Image': {
    names: 'gpt image, chatgpt image, chatgpt, chat gpt, dalle, dall-e, гпт, чатгпт, далли, дали',
    maker: 'openai, open ai, опенаи'
  },
  Seedream: { names: 'сидрим, 即梦, 即梦图片', maker: 'bytedance, jimeng, dreamina, байтданс, 字节, 字节跳动, 豆包' },
  Flux: { names: 'флюкс, флакс', maker: 'black forest labs, bfl' },
  Veo: { names: 'вео', maker: 'google, deepmind, gemini, гугл, 谷歌' },
  Kling: { names: 'kling ai, клинг, кинг ай, 可灵', maker: 'kuaishou, куайшоу, 快手' },
  Seedance: {
    names: 'сиданс, сидэнс, сиденс, 即梦, 即梦视频',
    maker: 'bytedance, jimeng, dreamina, байтданс, 字节, 字节跳动, 豆包'
  },
  Sora: { names: 'сора, 索拉', maker: 'openai, open ai, chatgpt, опенаи' },
  Wan: { names: 'wan ai, wanx, ван, вань, 万相, 通义万相', maker: 'alibaba, tongyi, алибаба, 阿里, 阿里巴巴' },
  Hailuo: { names: 'hailuo ai, хайлуо, хайло, 海螺', maker: 'minimax, минимакс, 稀宇' },
  Runway: { names: 'runwayml, runway ml, gen 4, gen 4 turbo, gen 3, ранвей, рунвей, ранвэй', maker: 'runway' },
  Midjourney: { names: 'mid journey, mj, миджорни, мидджорни, миджерни, мж', maker: 'midjourney' },
  Suno: { names: 'suno ai, суно, 苏诺', maker: 'suno' },
  ElevenLabs: { names: 'eleven labs, 11labs, 11 labs, элевенлабс, илевенлабс', maker: 'elevenlabs' },
  Ideogram: { names: 'идеограм, идеограмм, айдеограм', maker: 'ideogram' },
  Imagen: { names: 'имаджен, имейджен', maker: 'google, deepmind, гугл, 谷歌' },
  'Qwen Image': { names: 'qwen, квен, кьюен, 千问, 通义, 通义千问', maker: 'alibaba, tongyi, алибаба, 阿里, 阿里巴巴' },
  'Grok Imagine': { names: 'grok, грок, аврора, aurora', maker: 'xai, x.ai, elon musk, twitter, маск, 马斯克' },
  MiniMax: { names: 'мини макс, минимакс, 海螺', maker: 'minimax, hailuo, 稀宇' },
  'Gemini Omni': { names: 'гемини, джемини, 双子座', maker: 'google, deepmind, гугл, 谷歌' },
  'Gemini TTS': { names: 'гемини, джемини', maker: 'google, deepmind, гугл, 谷歌' },
  PixVerse: { names: 'pix verse, пиксверс, 拍我', maker: 'pixverse, 爱诗' },
  HappyHorse: { names: 'happy horse, хэппихорс, 快乐马', maker: 'alibaba, алибаба, 阿里, 阿里巴巴' },
  Luma: { names: 'luma ai, luma labs, ray, dream machine, люма, лума', maker: 'luma labs' },
  InfiniteTalk: { names: 'infinite talk, infinitalk, инфинитолк', maker: 'meigen, 美团' },
  OmniHuman: { names: 'omni human, омнихьюман, 数字人', maker: 'bytedance, байтданс, 字节, 字节跳动' },
  Volcengine: { names: 'volcano engine, волкенджин, 火山引擎, 火山', maker: 'bytedance, байтданс, 字节, 字节跳动' },
  'Z-Image': { names: 'zimage, z image turbo, зет имидж', maker: 'alibaba, tongyi, алибаба, 阿里, 阿里巴巴' }
};

/** Other names of single models, by model ID; comma-separated. */
export const MODEL_WORDS: Readonly<Record<string, string>> = {
  '4o-image-api': 'gpt 4o, 4o, gpt image 1, ghibli, гибли, 吉卜力',
  'ai-music-api/add-instrumental': 'backing track, accompaniment, karaoke track, минусовка, аккомпанемент, 伴奏',
  'ai-music-api/add-vocals': 'add singing, add voice, добавить вокал, добавить голос, 添加人声',
  'ai-music-api/boost-music-style': 'music style prompt, improve style, улучшить стиль',
  'ai-music-api/convert-to-wav-format': 'wav, convert to wav, wav export, конвертировать в wav, 转wav',
  'ai-music-api/cover-generate': 'album cover, album art, song cover art, обложка альбома, обложка, 专辑封面, 封面',
  'ai-music-api/create-music-video':
    'music video, music visualizer, видеоклип, музыкальное видео, клип на песню, 音乐视频',
  'ai-music-api/create-voice':
    'voice clone, clone voice, voice cloning, custom voice, клонирование голоса, клон голоса, 声音克隆, 克隆声音',
  'ai-music-api/extend': 'extend song, continue song, продлить песню, продолжить песню, 续写歌曲, 延长歌曲',
  'ai-music-api/generate-lyrics':
    'lyrics, write lyrics, song text, текст песни, слова песни, 歌词, 写歌词, 歌词生成, 生成歌词',
  'ai-music-api/generate-midi-from-audio': 'midi, audio to midi, миди, 转midi',
  'ai-music-api/generate-persona': 'persona, персона',
  'ai-music-api/generate':
    'music, song, make music, make song, music generator, музыка, песня, музыка для видео, 音乐, 歌曲, 写歌, 一首歌, 配乐',
  'ai-music-api/mashup': 'mash up, mix songs, мэшап, смешать песни, 混音',
  'ai-music-api/separate-vocals':
    'stem separation, stems, vocal remover, remove vocals, separate vocals, vocal separation, разделить на дорожки, убрать вокал, минус из песни, сделать минус, извлечь вокал, отделить голос, 人声分离, 分离人声, 去人声, 提取伴奏, 提取人声',
  'ai-music-api/sounds':
    'sound effect, sound effects, sfx, звуковой эффект, звуковые эффекты, звуки, 音效, 声效, 环境音, 雨声',
  'ai-music-api/timeStamped-lyrics': 'synced lyrics, lrc, karaoke, караоке',
  'ai-music-api/upload-and-cover-audio': 'cover song, song cover, кавер, сделать кавер, 翻唱',
  'ai-music-api/replace-section': 'replace part of song, заменить часть песни',
  'bytedance/seedream-v4-edit': 'seedream v4 edit, seedream 4 edit',
  'elevenlabs/audio-isolation':
    'noise removal, remove noise, denoise, clean audio, убрать шум, шумоподавление, очистить голос, 降噪, 去噪, 去噪音, 杂音',
  'elevenlabs/text-to-dialogue-v3': 'eleven v3, dialogue, podcast, диалог, подкаст, 对话, 播客',
  'elevenlabs/text-to-speech-multilingual-v2':
    'text to speech, voice over, voiceover, narrate, narration, read aloud, tts, озвучка, озвучить, озвучить текст, озвучка текста, текст в речь, диктор, 配音, 文字转语音, 语音合成, 旁白, 朗读',
  'elevenlabs/text-to-speech-turbo-2-5': 'eleven turbo',
  'flux1-kontext': 'kontext, flux.1 kontext, контекст, ghibli, гибли, 吉卜力',
  'google/nano-banana': 'gemini 2.5 flash image',
  'google/nano-banana-edit': 'gemini 2.5 flash image edit',
  'ideogram/character': 'consistent character, character reference, персонаж',
  'ideogram/v3-reframe':
    'outpaint, uncrop, expand image, reframe, расширить изображение, расширить картинку, расширить фото, дорисовать края, 扩图, 扩展画面, 扩展图片',
  'kling-2.6/motion-control': 'motion transfer, dance, перенос движения, танец, 动作迁移',
  'kling-3.0-omni/transformation':
    'edit video, video editing, restyle video, video to video, v2v, редактировать видео, видео в видео, 视频编辑',
  'kling-3.0/motion-control':
    'motion transfer, motion control, dance, перенос движения, танец, 动作控制, 动作迁移, 跳舞',
  'nano-banana-2-1': 'gemini image, google image',
  'nano-banana-2': 'gemini 3.1 flash image',
  'nano-banana-pro': 'gemini 3 pro image, nano banana 2 pro',
  'runway/gen4-aleph': 'aleph, gen 4 aleph, алеф',
  'seedream/5-pro-layer-decomposition': 'layers, split layers, psd, слои, разложить на слои, 分层, 图层',
  'sora-2-pro-storyboard': 'раскадровка, 分镜, 分镜头',
  'sora-watermark-remover': 'remove watermark, watermark removal, убрать водяной знак, водяной знак, 去水印',
  'veo-3-1': 'google video, гугл видео',
  'veo/extend': 'extend video, продлить видео, 延长视频',
  'wan/2-2-animate-replace':
    'replace character, face swap, swap person, character swap, заменить персонажа, замена лица, 换脸, 换人',
  'wan/2-2-animate-move': 'animate character, оживить персонажа'
};
