/** What users call a task or thing, in English, Russian and Chinese, searchable in every display language. */

/** By task; comma-separated, in the order of the languages. */
export const TASK_WORDS: Readonly<Record<string, readonly string[]>> = {
  'text-to-image': [
    'text to image, txt2img, t2i, image generator, image generation, generate image, create image, make image, picture, photo, draw, art, illustration, logo, poster',
    'текст в картинку, картинка по тексту, картинка из текста, изображение из текста, генерация картинок, генерация изображений, создать картинку, сгенерировать картинку, сделать картинку, нарисовать, рисовать, рисунок, картинка, изображение, фото, фотография, логотип, постер, плакат, баннер, реклама, аватарка, комикс, иллюстрация, арт',
    '文生图, 文字生成图片, 生成图片, 图片生成, 文本生成图像, 画图, 绘画, 作图, 画一个, 画一只, 画一张, 画一幅, 画个, 图片, 图像, 照片, 插画, 海报, 广告, 头像, 写真, 漫画, 动漫, 绘图'
  ],
  'image-to-image': [
    'image to image, img2img, i2i, restyle, variation, style transfer, reference image, picture, photo',
    'картинка в картинку, изображение в изображение, картинка из картинки, сменить стиль, стилизация, фото в мультик, вариация, картинка, изображение, фото',
    '图生图, 图片生成图片, 风格转换, 变成动漫, 动漫, 变体, 图片, 图像, 照片'
  ],
  'image-edit': [
    'image edit, edit image, edit photo, image editing, photo editing, photo editor, image editor, edit picture, retouch, inpaint, inpainting, photoshop, change image, picture, photo',
    'редактировать картинку, редактирование картинки, редактировать фото, редактирование фото, редактирование изображения, редактировать изображение, изменить картинку, изменить фото, отредактировать, заменить фон, сменить фон, поменять фон, стереть объект, убрать объект, удалить объект, убрать лишнее, стереть, редактор, фотошоп, ретушь, раскрасить, раскрасить фото, обработка фото, картинка, изображение, фото',
    '图片编辑, 编辑图片, 修图, 改图, 图像编辑, 照片编辑, 编辑照片, p图, 局部重绘, 换背景, 换衣服, 换装, 去除物体, 消除, 上色, 老照片上色, 图片, 图像, 照片, 编辑'
  ],
  'upscale-image': [
    'upscale image, image upscale, image upscaler, upscale photo, upscale, upscaler, enlarge, enlarge image, enhance, enhance photo, increase resolution, super resolution, sharpen, unblur, picture, photo, quality, 2k, 4k, 8k, hd, uhd',
    'апскейл, апскейлер, апскейл картинки, апскейл фото, увеличить, увеличение, увеличить картинку, увеличить фото, увеличить изображение, увеличить разрешение, улучшить качество, улучшить фото, улучшить, повысить качество, повысить разрешение, сделать четче, четче, резкость, восстановить фото, реставрация фото, качество, разрешение, картинка, изображение, фото',
    '放大, 图片放大, 放大图片, 超分, 超分辨率, 高清, 高清修复, 变清晰, 提高分辨率, 提升分辨率, 老照片修复, 修复老照片, 画质增强, 提升画质, 无损放大, 提升, 图片, 图像, 照片, 清晰'
  ],
  'remove-background': [
    'remove background, background removal, background remover, remove bg, bg remover, rembg, delete background, erase background, cut out, cutout, transparent, transparent background, png, image, picture, photo',
    'удалить фон, удаление фона, убрать фон, удалить задний фон, убрать задний фон, вырезать фон, вырезать, прозрачный фон, без фона, задний, фон, картинка, изображение, фото',
    '去背景, 去除背景, 移除背景, 删除背景, 抠图, 抠像, 去底, 透明背景, 扣图, 背景, 图片, 图像, 照片, 去除'
  ],
  'text-to-video': [
    'text to video, txt2vid, t2v, video generator, video generation, generate video, create video, make video, clip, movie, film',
    'текст в видео, видео из текста, видео по тексту, генерация видео, создать видео, сгенерировать видео, сделать видео, видео, ролик, клип, фильм, мультфильм',
    '文生视频, 文字生成视频, 文本生成视频, 生成视频, 视频生成, 视频, 短片, 电影, 动画片'
  ],
  'image-to-video': [
    'image to video, img2vid, i2v, photo to video, picture to video, animate image, animate photo, animate picture, animate, animation, bring photo to life, first frame, picture, photo, clip, movie, film',
    'видео из картинки, видео из фото, видео из изображения, картинка в видео, фото в видео, изображение в видео, оживить фото, оживить картинку, оживить фотографию, оживить, анимировать, анимировать фото, анимация, картинка, изображение, фото, видео, ролик',
    '图生视频, 图片生成视频, 图片转视频, 照片转视频, 图转视频, 照片变视频, 图片变视频, 照片动起来, 让照片动起来, 动画, 首尾帧, 图片, 照片, 视频'
  ],
  'video-to-video': [
    'video to video, vid2vid, v2v, video edit, edit video, video editing, video editor, restyle video, extend video, continue video, clip, movie, film, restyle',
    'видео в видео, редактировать видео, редактирование видео, изменить видео, отредактировать видео, отредактировать ролик, видео из видео, продлить видео, монтаж, видео, ролик, клип',
    '视频生视频, 视频转视频, 视频编辑, 编辑视频, 剪辑, 视频续写, 视频'
  ],
  'lip-sync': [
    'lip sync, lipsync, lip syncing, talking head, talking photo, talking avatar, avatar, dub, dubbing, speaking portrait, make photo talk, video',
    'липсинк, синхронизация губ, говорящая голова, говорящий аватар, говорящее фото, аватар, дубляж, перевести видео, губы, видео',
    '对口型, 口型同步, 唇形同步, 数字人, 说话照片, 虚拟人, 照片说话, 口播, 口播视频, 视频翻译, 翻译视频, 视频'
  ],
  'upscale-video': [
    'upscale video, video upscale, video upscaler, upscale, upscaler, enhance video, enlarge video, improve video, video enhancer, increase video resolution, super resolution, enlarge, enhance, clip, quality, 1080p, 2k, 4k, 8k, hd, uhd',
    'апскейл видео, апскейл, апскейлер, увеличить видео, улучшить видео, повысить качество видео, увеличить разрешение видео, повысить разрешение видео, улучшить качество видео, увеличить, улучшить, повысить качество, повысить разрешение, качество, разрешение, видео',
    '视频放大, 放大视频, 视频超分, 视频高清, 高清视频, 视频增强, 视频变清晰, 提升视频分辨率, 放大, 超分, 超分辨率, 高清, 提升, 视频'
  ],
  'text-to-speech': [
    'text to speech, tts, text to voice, voice over, voiceover, voice generator, speech generator, speech synthesis, speak, read aloud, read text, narrate, narration, narrator, audiobook, voice, speech, audio',
    'озвучка, озвучить, озвучить текст, озвучивание, озвучка текста, текст в речь, речь из текста, синтез речи, голос, голос за кадром, закадровый голос, диктор, начитать текст, читать вслух, аудиокнига, речь, говорить',
    '配音, 语音合成, 文字转语音, 文本转语音, 文转音, 朗读, 旁白, 有声书, 念稿, 读稿, 播音, 语音, 声音, 读文字'
  ],
  'speech-to-text': [
    'speech to text, stt, asr, voice to text, audio to text, transcribe, transcription, transcriber, subtitles, captions, dictation, speech recognition, whisper',
    'речь в текст, аудио в текст, голос в текст, распознавание речи, перевод речи в текст, перевести голос в текст, перевести аудио в текст, расшифровка, расшифровать аудио, транскрибация, транскрипция, субтитры, субтитры из видео, субтитры к видео, видео в текст, диктовка, распознать',
    '语音转文字, 语音识别, 语音转文本, 音频转文字, 录音转文字, 视频转文字, 加字幕, 生成字幕, 转录, 听写, 字幕'
  ],
  'text-to-audio': [
    'text to audio, sound effect, sound effects, sfx, sound, noise, foley, audio',
    'звуковой эффект, звуковые эффекты, звук, шум, звуки, аудио, эффект',
    '音效, 生成音效, 声音, 音频'
  ],
  'audio-to-audio': [
    'audio to audio, sound, voice, vocal, clean audio, audio',
    'звук, голос, аудио, вокал',
    '音频, 声音, 人声'
  ],
  'text-to-music': [
    'text to music, txt2music, music generator, music generation, generate music, make music, create music, song, song generator, make song, write song, compose, composer, melody, tune, beat, music',
    'музыка, создать музыку, сделать музыку, генерация музыки, сгенерировать музыку, музыка по тексту, фоновая музыка, песня, создать песню, написать песню, сделать песню, трек, мелодия, бит',
    '音乐, 音乐生成, 生成音乐, 作曲, 写歌, 做歌, 唱歌, 歌曲, 生成歌曲, 旋律, 文生音乐, 背景音乐, 配乐'
  ],
  'audio-to-music': [
    'audio to music, song, remix, cover, melody, tune, music',
    'музыка, песня, ремикс, кавер, мелодия',
    '音乐, 歌曲, 混音, 翻唱'
  ]
};

/** Words for things that occur in several tasks, and filler words, are weaker than the name of a model. */
export const GENERIC: ReadonlySet<string> = new Set(
  'image video audio text music speech voice sound photo picture to generate generator upscale upscaler'.split(' ')
);

/** Words that say nothing about a model. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  (
    'a an the of for from with to into in on by my me and or ai model please how i want need using via it this that some ' +
    'из в во на до с со по для и или к от у мне мой как хочу нужно надо ии нейросеть модель через при ' +
    '的 把 用 我 要 个 和 与 给 让 将 为 从'
  ).split(' ')
);
