import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluate } from '../../../src/core/models/evaluate.ts';
import { builtCatalog } from './table.ts';
import { factsOf } from './universe.ts';

const catalog = await builtCatalog();

/** What a person reads for a draft of a real model. */
interface Case {
  readonly model: string;
  readonly draft: Record<string, unknown>;
  readonly says: readonly string[];
}

const PROMPT = { prompt: 'a boat' };
const CASES: readonly Case[] = [
  { model: 'z-image', draft: { aspect_ratio: '1:1' }, says: ['Prompt must be given.'] },
  {
    model: 'runway',
    draft: { ...PROMPT, duration: 10, quality: '1080p', aspect_ratio: '16:9' },
    says: ['Resolution must be 720p. 10-second videos exist at 720p only.']
  },
  {
    model: 'kling/v2-1-pro',
    draft: { ...PROMPT, image_url: 'file:///u/square.png', duration: 6 },
    says: ['Duration must be 5 s or 10 s.']
  },
  {
    model: 'flux1-kontext',
    draft: { ...PROMPT, input_image: 'file:///u/square.png', safety_tolerance: 5 },
    says: ['Safety Tolerance must be 0, 1 or 2. With a picture to edit only 0 to 2 are possible.']
  },
  {
    model: 'bytedance/seedance-2',
    draft: { ...PROMPT, first_frame_url: 'file:///u/square.png', reference_video_urls: ['file:///u/five.mp4'] },
    says: [
      'Reference Videos cannot go together with First Frame. A video starts from frames or follows references, not both.'
    ]
  },
  {
    model: 'google/gemini-omni-flash-1-1',
    draft: { ...PROMPT, video_list: [{ url: 'file:///u/five.mp4', start: 0.1, ends: 11.3 }] },
    says: [
      'The distance from Start to End may be at most 10 seconds; it is 11.2 seconds. The used part may last ten seconds.'
    ]
  },
  {
    model: 'grok-imagine-video-1-5-preview',
    draft: { ...PROMPT, resolution: '1080p', image_urls: ['file:///u/square.png', 'file:///u/photo.jpg'] },
    says: ['With Resolution 1080p: Images may have only one item; it has 2. 1080p takes a single picture.']
  },
  {
    model: 'bytedance/seedance-2',
    draft: { ...PROMPT, duration: 16 },
    says: [
      'With Duration other than -1: Duration must be 4 to 15. -1 lets the model choose; any other length is 4 to 15 seconds.'
    ]
  },
  {
    model: 'bytedance/seedance-2-fast',
    draft: { ...PROMPT, first_frame_url: 'file:///u/square.png', web_search: true },
    says: ['First Frame cannot be used with Web Search on. Web search works with the prompt alone.']
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
    says: ['Style must be given with Custom Mode on. "Custom Mode" needs a style and a title.']
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
      'With Custom Shots on: Auto Shots must not be on here. Custom shots and auto shots do not go together; both may be off.'
    ]
  },
  {
    model: 'kling-3.0-omni/text-to-video',
    draft: PROMPT,
    says: ['Shots must be given while Custom Shots is not set. Either turn "Custom Shots" off or fill in the shots.']
  },
  { model: 'grok-imagine/image-to-video', draft: { task_id: 'x', duration: 7 }, says: [] },
  {
    model: 'sora-watermark-remover',
    draft: { video_url: 'file:///u/five.mp4', upload_method: 's3' },
    says: ['Video Link is not of the documented form: Public Sora link that begins with https://sora.chatgpt.com/.']
  },
  {
    model: 'recraft/crisp-upscale',
    draft: { image: 'file:///u/five.mp4', never_documented: 1 },
    says: ['"never_documented" is not a parameter here; known: image.', 'Image must be an image; this is a video.']
  },
  {
    model: 'wan/3-0-video',
    draft: { ...PROMPT, reference_video_urls: ['file:///u/seven.mp4', 'file:///u/nine.mp4'] },
    says: ['Reference Videos may last at most 15 seconds together; they last 16.4.']
  }
];

describe('sentences say what would be right, one for each problem', () => {
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
