import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluate } from '../../../../../src/core/models/evaluate.ts';
import { builtCatalog } from '../../../../support/models/testCatalog.ts';
import { factsOf } from '../../../../support/models/testFiles.ts';

const catalog = await builtCatalog();

/** The messages for a draft of a real model. */
interface Case {
  readonly model: string;
  readonly draft: Record<string, unknown>;
  readonly says: readonly string[];
}

const PROMPT = { prompt: 'a boat' };
const CASES: readonly Case[] = [
  { model: 'z-image', draft: { aspect_ratio: '1:1' }, says: ['Prompt is required.'] },
  {
    model: 'runway',
    draft: { ...PROMPT, duration: 10, quality: '1080p', aspect_ratio: '16:9' },
    says: ['Resolution must be 720p. 10-second videos are available only at 720p.']
  },
  {
    model: 'kling/v2-1-pro',
    draft: { ...PROMPT, image_url: 'file:///u/square.png', duration: 6 },
    says: ['Duration must be 5 s or 10 s.']
  },
  {
    model: 'flux1-kontext',
    draft: { ...PROMPT, input_image: 'file:///u/square.png', safety_tolerance: 5 },
    says: ['Safety Tolerance must be 0, 1 or 2. Only 0 to 2 are allowed when editing an image.']
  },
  {
    model: 'bytedance/seedance-2',
    draft: { ...PROMPT, first_frame_url: 'file:///u/square.png', reference_video_urls: ['file:///u/five.mp4'] },
    says: ["Reference Videos can't be combined with First Frame. A video uses either frames or references, not both."]
  },
  {
    model: 'google/gemini-omni-flash-1-1',
    draft: { ...PROMPT, video_list: [{ url: 'file:///u/five.mp4', start: 0.1, ends: 11.3 }] },
    says: [
      "The range from Start to End can't exceed 10 seconds (now 11.2 seconds). The used section can't exceed 10 seconds."
    ]
  },
  {
    model: 'grok-imagine-video-1-5-preview',
    draft: { ...PROMPT, resolution: '1080p', image_urls: ['file:///u/square.png', 'file:///u/photo.jpg'] },
    says: ['With Resolution 1080p: Images can have only one item (now 2). 1080p supports only one image.']
  },
  {
    model: 'bytedance/seedance-2',
    draft: { ...PROMPT, duration: 16 },
    says: ['With Duration other than -1: Duration must be between 4 and 15. Use -1 for automatic, or 4 to 15 seconds.']
  },
  {
    model: 'bytedance/seedance-2-fast',
    draft: { ...PROMPT, first_frame_url: 'file:///u/square.png', web_search: true },
    says: ["First Frame can't be used with Web Search on. Web search works only with the prompt alone."]
  },
  {
    model: '/generate',
    draft: {
      ...PROMPT,
      customMode: true,
      instrumental: true,
      model: 'V5',
      title: 'Boat',
      callBackUrl: 'https://a.test'
    },
    says: ['Style is required with Custom Mode on. "Custom Mode" requires a style and a title.']
  },
  {
    model: 'kling-3.0-omni/text-to-video',
    draft: {
      ...PROMPT,
      customize_multi_shots: true,
      prefer_multi_shots: true,
      multi_prompt: [{ prompt: 'x', duration: 5 }]
    },
    says: [
      'With Custom Shots on: Auto Shots can\'t be on here. "Custom Shots" and "Auto Shots" can\'t be combined; both can be off.'
    ]
  },
  {
    model: 'kling-3.0-omni/text-to-video',
    draft: PROMPT,
    says: ['Shots is required when Custom Shots isn\'t set. Turn off "Custom Shots" or add shots.']
  },
  { model: 'grok-imagine/image-to-video', draft: { task_id: 'x', duration: 7 }, says: [] },
  {
    model: 'sora-watermark-remover',
    draft: { video_url: 'file:///u/five.mp4', upload_method: 's3' },
    says: ['Video URL has an invalid format: Public Sora URL (https://sora.chatgpt.com/…).']
  },
  {
    model: 'recraft/crisp-upscale',
    draft: { image: 'file:///u/five.mp4', never_documented: 1 },
    says: ['Unknown parameter "never_documented". Available: image.', 'Image must be an image, not a video.']
  },
  {
    model: 'wan/3-0-video',
    draft: { ...PROMPT, reference_video_urls: ['file:///u/seven.mp4', 'file:///u/nine.mp4'] },
    says: ["Reference Videos: total length can't exceed 15 s (now 16.4 s)."]
  }
];

describe('messages: one per problem, with the valid values', () => {
  for (const { model, draft, says } of CASES) {
    it(`${model}: ${says.join(' ')}`, () => {
      const entry = catalog.entry(model);
      assert.ok(entry, model);
      const { issues } = evaluate(entry, draft, factsOf);
      assert.deepEqual(
        issues.map(issue => issue.message),
        says
      );
    });
  }
});
