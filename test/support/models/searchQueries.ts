/**
 * What users type and the model that answers first: `id`, or `id param=value` when the query presets a value. Queries
 * are separated by "|".
 */
export const SEARCH_QUERIES: readonly (readonly [first: string, queries: string])[] = [
  // Google
  [
    'veo-3-1',
    'veo | Veo 3.1 | veo3.1 | veo-3-1 | veo 3 | veo3 | google veo | google/veo-3 | google/veo-3.1 | вео | вео 3 | гугл видео | google video | veo text to video | veo image to video | veo 3.1 image to video'
  ],
  ['veo-3-1 model=veo3_fast', 'Veo 3 fast | veo3_fast | veo 3.1 fast | veo fast | fast veo | вео fast'],
  ['veo-3-1 model=veo3', 'veo quality | veo 3.1 quality | veo 3 quality'],
  ['veo-3-1 model=veo3_lite', 'veo lite | veo3_lite | veo 3.1 lite'],
  ['veo/extend', 'veo extend | extend veo | veo 3.1 extend | extend video | продлить видео | 延长视频'],
  ['veo/get-4k-video', 'veo 4k | veo 3.1 4k'],
  ['veo/get-1080p-video', 'veo 1080p'],
  [
    'google/nano-banana',
    'nano banana | nanobanana | nano-banana | google/nano-banana | gemini 2.5 flash image | google/nanobanana-gemini-2.5-flash'
  ],
  ['google/nano-banana-edit', 'nano banana edit | edit nano banana | google/nano-banana-edit'],
  [
    'nano-banana-pro',
    'nano banana pro | nano-banana-pro | nanobanana pro | gemini 3 pro image | nano bananna pro | нано банана про'
  ],
  ['nano-banana-pro resolution=4K', 'nano banana pro 4k | nanobanana pro 4K'],
  ['nano-banana-2', 'nano banana 2 | nano-banana-2 | gemini 3.1 flash image | nanobanana 2'],
  [
    'nano-banana-2-1',
    'nano banana 2.1 | banana | nano bananna | нано банана | банан | 香蕉 | google image | gemini image | 谷歌'
  ],
  ['nano-banana-2-lite', 'nano banana lite | nano banana 2 lite'],
  ['google/imagen4', 'imagen | imagen 4 | imagen4 | google imagen | google/imagen4 | имаджен'],
  ['google/imagen4-ultra', 'imagen ultra | imagen 4 ultra | imagen4-ultra'],
  ['google/imagen4-fast', 'imagen fast | imagen 4 fast | imagen4 fast'],
  ['google/gemini-omni-flash-1-1', 'gemini omni | gemini omni flash | omni flash'],
  ['gemini-omni-video', 'gemini omni video'],
  ['google/gemini-3-8-flash-tts', 'gemini tts | gemini flash tts | gemini speech | google tts | gemini 3.8 flash tts'],
  ['google/gemini-2-5-pro-tts', 'gemini 2.5 pro tts | gemini pro tts'],
  // OpenAI
  [
    '4o-image-api',
    'gpt 4o image | GPT-4o Image | gpt4o image | 4o image | 4o | openai/4o-image | gpt-4o | gpt image 1 | 吉卜力 | гибли'
  ],
  [
    'gpt-image-2-5-flare-text-to-image',
    'gpt image | chatgpt image | chatgpt | dall-e | dalle | dall e | gpt image 2.5 | openai image | openai | гпт | чатгпт | flare'
  ],
  ['gpt-image-2-5-sunburst-text-to-image', 'gpt image 2.5 sunburst | sunburst'],
  ['gpt-image-2-text-to-image', 'gpt image 2 | gpt-image-2 | gpt-image-2-text-to-image'],
  ['gpt-image/1.5-text-to-image', 'gpt image 1.5 | gpt-image-1.5'],
  ['gpt-image/1.5-text-to-image quality=high', 'gpt image 1.5 high'],
  [
    'sora-2-text-to-video',
    'sora | sora 2 | sora2 | openai sora | сора | сора 2 | sora video | sora 2 text to video | 索拉 | openai video'
  ],
  ['sora-2-pro-text-to-video', 'Sora 2 pro | sora pro | sora2 pro | sora-2-pro | сора 2 про'],
  ['sora-2-pro-image-to-video', 'sora 2 pro image to video | sora-2-pro-image-to-video'],
  ['sora-2-image-to-video', 'sora 2 image to video | sora i2v | sora image to video'],
  ['sora-2-pro-storyboard', 'sora storyboard | storyboard | sora-2-pro-storyboard'],
  [
    'sora-watermark-remover',
    'sora watermark | watermark remover | remove watermark | sora-watermark-remover | убрать водяной знак | 去水印 | watermark'
  ],
  // Kling
  [
    'kling-3.0/video',
    'kling | kling ai | kling 3 | kling 3.0 | kling video | клинг | клинг 3 | kuaishou | 可灵 | 快手 | klng | klign'
  ],
  ['kling-3.0/video mode=pro', 'kling 3 pro | kling 3.0 pro'],
  ['kling-3.0/video mode=std', 'kling 3 std | kling 3.0 std'],
  ['kling-3.0/video mode=4K', 'kling 4k | kling 3 4k'],
  ['kling-3.0-omni/text-to-video', 'kling omni | kling 3 omni | kling 3.0 omni'],
  ['kling/v3-turbo-text-to-video', 'kling 3 turbo | kling 3.0 turbo | kling turbo'],
  ['kling-2.6/text-to-video', 'kling 2.6 | kling v2.6 | kling2.6 | kling 2.6 text to video | клинг 2.6'],
  ['kling-2.6/image-to-video', 'kling 2.6 image to video | kling 2.6 i2v | kling-2.6/image-to-video'],
  [
    'kling/v2-5-turbo-text-to-video-pro',
    'kling 2.5 | kling 2.5 turbo | kling 2.5 turbo pro | kling/v2-5-turbo | kling v2.5'
  ],
  ['kling/v2-5-turbo-image-to-video-pro', 'kling 2.5 turbo image to video | kling 2.5 i2v'],
  ['kling/v2-1-pro', 'kling 2.1 pro | kling v2.1 pro | kling/v2-1-pro'],
  ['kling/v2-1-standard', 'kling 2.1 standard | kling/v2-1-standard'],
  ['kling/v2-1-master-text-to-video', 'kling 2.1 master | kling master | kling 2.1 master text to video'],
  ['kling/v2-1-master-image-to-video', 'kling master image to video | kling 2.1 master i2v'],
  [
    'kling-3.0/motion-control',
    'kling motion control | motion control | motion transfer | танец | перенос движения | 动作迁移 | dance'
  ],
  ['kling/ai-avatar-pro', 'kling avatar | kling avatar pro | kling ai avatar pro'],
  ['kling/ai-avatar-standard', 'kling avatar standard | kling ai avatar standard'],
  ['kling/ai-avatar-v1-pro', 'kling/ai-avatar-v1-pro'],
  ['kling/v1-avatar-standard', 'kling/v1-avatar-standard'],
  // ByteDance
  [
    'bytedance/seedance-2-5',
    'seedance | seedance 2.5 | seedence | сиданс | bytedance video | seedance image to video | seedance i2v'
  ],
  ['bytedance/seedance-2', 'seedance 2 | seedance 2.0 | seedance2'],
  ['bytedance/seedance-2 resolution=4k', 'seedance 2 4k | seedance 4k'],
  ['bytedance/seedance-2-fast', 'seedance fast | seedance 2 fast'],
  ['bytedance/seedance-2-mini', 'seedance mini | seedance 2 mini'],
  ['bytedance/seedance-1.5-pro', 'seedance 1.5 | seedance 1.5 pro'],
  [
    'bytedance/v1-pro-text-to-video',
    'seedance 1.0 pro text to video | seedance 1 pro | bytedance/v1-pro-text-to-video'
  ],
  ['bytedance/v1-pro-fast-image-to-video', 'seedance 1 pro fast | bytedance/v1-pro-fast-image-to-video'],
  ['bytedance/v1-lite-text-to-video', 'seedance lite | seedance 1 lite'],
  ['seedream/5-flash-text-to-image', 'seedream 5 flash | seedream flash'],
  ['seedream/5-pro-text-to-image', 'seedream 5 pro | seedream pro'],
  ['seedream/5-lite-text-to-image', 'seedream 5 lite | seedream lite'],
  ['seedream/4.5-text-to-image', 'seedream 4.5 | seedream4.5 | seedream v4.5 | seedream 4.5 text to image'],
  ['seedream/4.5-text-to-image quality=high', 'seedream 4.5 4k'],
  ['seedream/4.5-edit', 'seedream 4.5 edit | edit seedream 4.5 | seedream/4.5-edit'],
  ['bytedance/seedream-v4-text-to-image', 'seedream 4 | seedream v4 | seedream 4.0'],
  ['bytedance/seedream-v4-edit', 'seedream 4 edit | seedream v4 edit | seedream 4.0 edit'],
  ['bytedance/seedream', 'seedream 3 | seedream 3.0 | bytedance/seedream'],
  ['seedream/5-flash-text-to-image', 'seedream | sedream | сидрим | 即梦图片 | bytedance image'],
  ['seedream/5-pro-layer-decomposition', 'split layers | layers psd | слои | 分层'],
  ['omnihuman-1-5', 'omnihuman | 数字人 | omni human | omnihuman 1.5'],
  ['volcengine/video-to-video-lip-sync', 'volcengine | volcengine lip sync | 火山引擎'],
  ['volcengine/video-to-video-lip-sync mode=lite', 'volcengine lite'],
  // Alibaba
  ['wan/3-0-video', 'wan | wan 3 | wan 3.0 | wan3 | ван | 万相 | wan video | wan ai'],
  ['wan/3-0-video-prime', 'wan prime | wan 3 prime'],
  ['wan/2-7-text-to-video', 'wan 2.7 | wan 2.7 text to video | wan2.7'],
  ['wan/2-7-image-to-video', 'wan 2.7 image to video | wan 2.7 i2v'],
  ['wan/2-7-videoedit', 'wan video edit | wan 2.7 video edit'],
  ['wan/2-7-image', 'wan image | wan 2.7 image'],
  ['wan/2-6-text-to-video', 'wan 2.6 | wan 2.6 text to video'],
  ['wan/2-6-video-to-video', 'wan 2.6 video to video'],
  ['wan/2-6-flash-image-to-video', 'wan flash | wan 2.6 flash'],
  ['wan/2-5-text-to-video', 'wan 2.5 | wan2.5 | wan 2.5 text to video | wan v2.5'],
  ['wan/2-5-image-to-video', 'wan 2.5 image to video | wan 2.5 i2v'],
  ['wan/2-2-animate-move', 'wan animate | animate | wan 2.2 animate | wan animate move'],
  [
    'wan/2-2-animate-replace',
    'wan animate replace | face swap | replace character | замена лица | заменить персонажа | 换脸 | swap face'
  ],
  ['wan/2-2-a14b-text-to-video-turbo', 'wan 2.2 text to video | wan 2.2 a14b'],
  ['wan/2-2-a14b-speech-to-video-turbo', 'wan speech to video | wan 2.2 speech to video'],
  ['qwen3/text-to-image', 'qwen | qwen 3 | qwen image 3 | квен | 千问 | 通义千问'],
  ['qwen3/pro-text-to-image', 'qwen pro | qwen image 3 pro'],
  ['qwen2-1/text-to-image', 'qwen 2.1 | qwen image 2.1'],
  ['qwen2/text-to-image', 'qwen image 2 | qwen 2'],
  ['qwen/text-to-image', 'qwen image | qwen/text-to-image'],
  ['qwen/image-edit', 'qwen image edit | qwen/image-edit'],
  ['z-image', 'z-image | z image | zimage'],
  ['happyhorse-1-1/text-to-video', 'happyhorse | happy horse | happyhorse 1.1'],
  // Other image models
  [
    'flux-2/pro-text-to-image',
    'flux | flux 2 | flux 2 pro | flux2 | flux pro | black forest labs | bfl | флюкс | flux text to image'
  ],
  ['flux-2/pro-image-to-image', 'flux 2 pro image to image | flux i2i | flux image to image'],
  ['flux-2/flex-text-to-image', 'flux flex | flux 2 flex'],
  ['flux1-kontext', 'flux kontext | kontext | flux.1 kontext | flux/kontext | flux1 kontext | контекст'],
  ['/flux/kontext/generate model=flux-kontext-max', 'Flux Kontext Max | kontext max'],
  ['ideogram/v3-text-to-image', 'ideogram | ideogram 3 | ideogram v3 | идеограм'],
  ['ideogram/v3-text-to-image rendering_speed=TURBO', 'ideogram turbo | ideogram v3 turbo'],
  ['ideogram/v3-edit', 'ideogram edit | ideogram v3 edit'],
  ['ideogram/v3-remix', 'ideogram remix | ideogram v3 remix'],
  ['ideogram/character', 'ideogram character | consistent character'],
  ['ideogram/v3-reframe', 'ideogram reframe | reframe | uncrop | расширить картинку | 扩图'],
  [
    'recraft/remove-background',
    'recraft remove background | remove background | remove bg | background removal | background remover | rembg | bg remover | delete background from photo | transparent background | cutout | удалить фон | удаление фона | убрать фон | убрать фон с фото | вырезать фон | прозрачный фон | фон | 去背景 | 去除背景 | 抠图 | 移除背景 | 去除图片背景 | 背景 | remove backgrond | remvoe background'
  ],
  ['recraft/crisp-upscale', 'recraft | рекрафт | recraft upscale | crisp upscale | recraft crisp'],
  [
    'topaz/image-upscale',
    'topaz | topaz image | topaz upscale | upscale | upscaler | upscale image | image upscale | enlarge | enlarge image | enhance photo | super resolution | unblur | увеличить | увеличить фото | увеличить картинку | апскейл | апскейлер | апскейл фото | улучшить качество фото | топаз | 放大 | 图片放大 | 放大图片 | 高清 | 变清晰 | 超分辨率 | UPSCALE topaz | gigapixel'
  ],
  ['topaz/image-upscale upscale_factor=4', 'topaz 4x | upscale 4x | topaz image 4x'],
  [
    'topaz/video-upscale',
    'topaz video | topaz video upscale | upscale video | video upscale | video upscaler | enhance video | апскейл видео | увеличить видео | улучшить видео | 视频放大 | 视频超分'
  ],
  ['topaz/video-upscale upscale_factor=2', 'topaz video 2x'],
  ['/mj/generate', 'midjourney | mj | mid journey | midjourney/api | миджорни | мж | midjourny | midjuorney'],
  ['/mj/generate version=7', 'Midjourney v7 | midjourney 7 | mj v7 | миджорни 7'],
  ['/mj/generate version=6.1', 'midjourney 6.1 | midjourney v6.1'],
  ['/mj/generate version=niji6', 'niji | midjourney niji | niji 6'],
  ['/mj/generate speed=turbo', 'midjourney turbo'],
  ['/mj/generate taskType=mj_video', 'midjourney video'],
  ['/mj/generateUpscale', 'midjourney upscale'],
  ['/mj/generateVary', 'midjourney vary'],
  // Other video models
  [
    'runway',
    'runway | runway gen 4 | Runway Gen-4 turbo | gen-4 | runway/gen-4 | runwayml | ранвей | runway image to video'
  ],
  ['runway quality=1080p', 'runway 1080p'],
  ['runway/gen4-aleph', 'aleph | runway aleph | gen4 aleph | gen-4 aleph'],
  ['runway/extend-ai-video', 'runway extend'],
  ['/modify/generate', 'luma | luma ai | Luma Ray | luma modify | dream machine | люма | luma labs'],
  ['hailuo/2-3-image-to-video-pro', 'hailuo | hailuo 2.3 | hailuo 2.3 pro | hailuo pro | хайлуо | hailuo/2.3'],
  ['hailuo/2-3-image-to-video-standard', 'hailuo 2.3 standard'],
  ['hailuo/02-text-to-video-pro', 'hailuo 02 | hailuo 2 pro | hailuo 02 pro | hailuo text to video'],
  ['hailuo/02-image-to-video-standard', 'hailuo 02 image to video standard'],
  ['minimax-h3/text-to-video', 'minimax | minimax h3 | мини макс'],
  ['minimax-h3/image-to-video', 'minimax image to video | minimax h3 i2v'],
  ['pixverse-v6/text-to-video', 'pixverse | pixverse v6 | pixverse 6 | pix verse | пиксверс'],
  ['pixverse-v6/transition', 'pixverse transition'],
  ['pixverse-v6/text-to-video quality=1080p', 'pixverse 1080p'],
  ['grok-imagine/text-to-image', 'grok imagine'],
  ['grok-imagine-image-2-0/text-to-image', 'grok | grok image | grok imagine image | xai | грок | grok 2.0'],
  ['grok-imagine/text-to-video mode=spicy', 'grok spicy | grok imagine spicy'],
  ['grok-imagine/upscale', 'grok upscale'],
  ['infinitalk/from-audio', 'infinitetalk | infinite talk | infinitalk | infinitalk/from-audio'],
  // Sound and music
  [
    'elevenlabs/text-to-speech-multilingual-v2',
    'elevenlabs multilingual | text to speech | voiceover | voice over | narrate | narration | озвучка | озвучить текст | озвучка текста | озвучить | текст в речь | диктор | 配音 | 文字转语音 | 朗读 | 语音合成 | read aloud'
  ],
  ['elevenlabs/text-to-speech-turbo-2-5', 'tts | elevenlabs turbo | eleven turbo | elevenlabs turbo 2.5'],
  [
    'elevenlabs/text-to-dialogue-v3',
    'elevenlabs dialogue | eleven v3 | elevenlabs v3 | elevenlabs 3 | dialogue | podcast | диалог | подкаст | 播客'
  ],
  [
    'elevenlabs/audio-isolation',
    'isolate voice | voice isolation | audio isolation | elevenlabs isolation | remove noise | noise removal | убрать шум | шумоподавление | 降噪 | denoise'
  ],
  [
    'elevenlabs/speech-to-text',
    'speech to text | speech-to-text | stt | transcribe | transcription | subtitles | речь в текст | расшифровка | субтитры | распознавание речи | 语音转文字 | 语音识别 | 字幕 | elevenlabs speech to text | whisper'
  ],
  ['elevenlabs/sound-effect-v2', 'elevenlabs sound effect | elevenlabs/sound-effect'],
  [
    'ai-music-api/sounds',
    'sound effect | sound effects | sfx | suno sounds | звуковые эффекты | звуковой эффект | 音效'
  ],
  [
    'ai-music-api/generate',
    'suno | suno ai | suno v5 | suno 4.5 | suno/v5 | суно | music | make music | make a song | song | generate music | suno music | музыка | песня | сделать песню | написать песню | создать музыку | 音乐 | 歌曲 | 生成音乐 | 写歌 | text to music | suno generate'
  ],
  ['ai-music-api/generate model=V6', 'Suno V6 | suno 6 | suno music v6 | суно 6'],
  ['ai-music-api/generate model=V6_MINI', 'suno v6 mini | suno mini | V6_MINI'],
  ['ai-music-api/generate model=V6_WILD', 'suno wild | suno v6 wild'],
  ['ai-music-api/extend', 'extend song | suno extend | продлить песню'],
  [
    'ai-music-api/cover-generate',
    'album cover | album art | song cover art | обложка альбома | 专辑封面 | suno cover art'
  ],
  ['ai-music-api/upload-and-cover-audio', 'cover song | кавер | 翻唱'],
  [
    'ai-music-api/separate-vocals',
    'vocal remover | separate vocals | stem separation | stems | убрать вокал | 人声分离 | remove vocals'
  ],
  ['ai-music-api/add-instrumental', 'add instrumental | backing track | минусовка | 伴奏'],
  ['ai-music-api/add-vocals', 'add vocals | добавить вокал'],
  ['ai-music-api/mashup', 'mashup | mash up | мэшап'],
  ['ai-music-api/generate-lyrics', 'lyrics | write lyrics | текст песни | 歌词'],
  ['ai-music-api/create-voice', 'voice clone | clone voice | voice cloning | клонирование голоса | 声音克隆'],
  ['ai-music-api/create-music-video', 'music video | suno music video | видеоклип'],
  ['ai-music-api/convert-to-wav-format', 'wav | suno wav'],
  ['ai-music-api/generate-midi-from-audio', 'midi | suno midi'],
  // Tasks
  [
    'nano-banana-2-1',
    'text to image | txt2img | t2i | generate image | create image | image generator | картинка по тексту | нарисовать | сгенерировать картинку | нарисовать картинку | 文生图 | 生成图片 | 画图 | logo | логотип | poster | edit photo | edit image | image edit | редактировать фото | отредактировать картинку | фотошоп | 修图 | 图片编辑 | inpaint'
  ],
  [
    'veo-3-1',
    'text to video | txt2vid | t2v | generate video | video generator | видео из текста | создать видео | 文生视频 | 生成视频 | image to video | img2vid | i2v | photo to video | animate photo | видео из картинки | видео из фото | оживить фото | анимировать фото | фото в видео | 图生视频 | 照片动起来 | 图片转视频 | animate my photo please'
  ],
  [
    'kling/ai-avatar-pro',
    'lip sync | lipsync | talking head | avatar | talking photo | липсинк | говорящая голова | аватар | 对口型'
  ],
  ['kling-3.0-omni/transformation', 'video to video | v2v | edit video | редактировать видео | 视频编辑']
];
