/**
 * What users of the other display languages type, with word endings and typos, and what must be among the first five
 * hits: the task of a model, or a model ID. Queries are separated by "|".
 */
export const NATURAL_QUERIES: Readonly<Record<'ru' | 'zh-cn', readonly (readonly [found: string, queries: string])[]>> =
  {
    ru: [
      [
        'remove-background',
        'убрать фон | уберите фон с картинки | удаление фона | вырезать человека из фото | фотка без фона | убарть фон'
      ],
      [
        'upscale-image',
        'увеличить фото | увеличение картинок | улучшить качество фотографии | повысить разрешение | сделать фото чётче | увелчить картинку'
      ],
      ['upscale-video', 'улучшить видео | увеличить разрешение видео | апскейл ролика'],
      [
        'image-to-video',
        'видео из картинки | видео из фотографии | оживи фото | оживить старую фотографию | анимировать рисунок'
      ],
      [
        'text-to-video',
        'сделать видео | сгенерируй ролик | видео по описанию | создание видео из текста | сделай ролик из текста'
      ],
      [
        'text-to-image',
        'нарисуй кота | нарисуйте логотип | сгенерировать изображение | сделать картинку по тексту | генератор картинок | баннер | аватарка'
      ],
      [
        'image-edit',
        'отредактировать фотографию | замени фон на фото | фотошоп | стереть объект с фото | раскрасить фото'
      ],
      [
        'text-to-speech',
        'озвучка | озвучить текст голосом | диктор | прочитать текст вслух | закадровый голос | озвучька'
      ],
      ['ai-music-api/generate', 'песня | написать песню | музыка для видео | сгенерировать музыку | сочинить мелодию'],
      ['ai-music-api/generate-lyrics', 'слова песни | придумать текст песни'],
      [
        'speech-to-text',
        'расшифровать аудио | распознать речь | субтитры из видео | перевести голос в текст | перевод речи в текст'
      ],
      ['lip-sync', 'говорящее фото | синхронизация губ | аватар говорит'],
      ['elevenlabs/audio-isolation', 'убрать шум | удалить шум из записи | почистить звук'],
      ['ai-music-api/separate-vocals', 'минус из песни | разделить песню на дорожки'],
      ['ai-music-api/sounds', 'звук дождя | звуковые эффекты'],
      ['sora-watermark-remover', 'удалить водяной знак'],
      ['wan/2-2-animate-replace', 'заменить лицо на видео'],
      ['ideogram/v3-reframe', 'дорисовать края картинки | расширить фото'],
      ['video-to-video', 'изменить стиль видео | отредактировать ролик | продлить ролик']
    ],
    'zh-cn': [
      ['remove-background', '去背景 | 去掉背景 | 抠图 | 把背景去掉 | 照片去底 | 一键抠图'],
      ['upscale-image', '放大图片 | 图片变清晰 | 高清修复 | 提高分辨率 | 老照片修复 | 模糊照片变清晰'],
      ['upscale-video', '视频变清晰 | 提升视频分辨率 | 视频放大'],
      ['image-to-video', '图生视频 | 照片变视频 | 图片动起来 | 让照片动起来 | 首尾帧视频'],
      ['text-to-video', '文生视频 | 生成一段视频 | 做短视频 | 文字转视频'],
      ['text-to-image', '文生图 | 画一只猫 | 生成图片 | 做海报 | 设计 logo | 头像 | 漫画'],
      ['image-edit', '修图 | P图 | 改图 | 编辑照片 | 换衣服 | 证件照换背景 | 老照片上色'],
      ['text-to-speech', '配音 | 文字转语音 | 朗读文章 | 旁白 | 真人配音 | 念稿'],
      ['ai-music-api/generate', '写歌 | 做音乐 | 生成一首歌 | 背景音乐 | 作曲'],
      ['ai-music-api/generate-lyrics', '写歌词 | 歌词生成'],
      ['speech-to-text', '语音转文字 | 加字幕 | 录音转文字 | 语音识别'],
      ['lip-sync', '对口型 | 数字人 | 照片说话 | 口播视频'],
      ['elevenlabs/audio-isolation', '降噪 | 去噪音 | 去除杂音'],
      ['ai-music-api/separate-vocals', '人声分离 | 提取伴奏 | 去人声'],
      ['ai-music-api/sounds', '音效 | 下雨声'],
      ['sora-watermark-remover', '去水印'],
      ['wan/2-2-animate-replace', '换脸'],
      ['ideogram/v3-reframe', '扩图 | 扩展画面'],
      ['video-to-video', '视频换风格 | 编辑视频 | 视频续写']
    ]
  };

/** Queries that find every current upscaler, by language; separated by "|". */
export const UPSCALE_QUERIES: Readonly<Record<'en' | 'ru' | 'zh-cn', string>> = {
  en: 'upscale 4k | 4K upscale | upscaler 4k | upscale to 4k | enhance to 4K | upscale 2k | upscale 8k',
  ru: 'апскейл 4к | апскейл до 4k | 4К апскейл | увеличить до 4к | улучшить до 4К | повысить качество до 4к',
  'zh-cn': '放大4k | 放大到4K | 4K放大 | 高清放大4k | 超分4k | 提升到4k | 4k超分辨率'
};
