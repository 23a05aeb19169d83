/** The legacy Midjourney endpoints below /api/v1/mj: four images a task, videos, and follow-ups on one of them. */
import { clip, wordsOf } from '../work/job.ts';
import type { Job } from '../work/job.ts';
import { decode, drawWords, enlarge, sizeFor, tint } from '../work/images.ts';
import type { Pixels } from '../work/images.ts';
import { textOf } from '../check/values.ts';
import { common, errorOf, resultOf } from './service.ts';
import type { FormerService } from './service.ts';

async function work(job: Job): Promise<object> {
  const { entry, input } = job;
  const words = wordsOf(input) || entry.name;
  if (textOf(input['taskType']).startsWith('mj_video')) {
    const count = Number(input['videoBatchSize'] ?? 1);
    const clips = Array.from({ length: count }, (_, i) => job.save(`clip-${i + 1}.mp4`, clip(`${words} ${i + 1}`)));
    return { resultUrls: await Promise.all(clips) };
  }
  const chosen = chosenPicture(job);
  if (entry.id === '/mj/generateUpscale') {
    return { resultUrls: [await job.savePicture('image-1', enlarge(chosen ?? drawWords(words, 64, 64), 2))] };
  }
  const [given] = [input['fileUrls'] ?? input['fileUrl']].flat();
  const file = job.find(given);
  const source = chosen ?? (file && decode(file));
  const { width, height } = sizeFor(textOf(input['aspectRatio']) || '1:1', 256);
  const draw = (index: number): Pixels => {
    const text = `${words} #${index + 1}`;
    return source ? tint(source, text) : drawWords(text, width, height);
  };
  const pictures = [0, 1, 2, 3].map(index => job.savePicture(`image-${index + 1}`, draw(index)));
  return { resultUrls: await Promise.all(pictures) };
}

/** The image of the earlier task selected by `imageIndex`. */
function chosenPicture({ input, resultOf: earlier, find }: Job): Pixels | undefined {
  const addresses = earlier(textOf(input['taskId']))?.['resultUrls'];
  const file = Array.isArray(addresses) ? find(addresses[Number(input['imageIndex'])]) : undefined;
  return file && decode(file);
}

export const midjourney: FormerService = {
  creates: ['/mj/generate', '/mj/generateUpscale', '/mj/generateVary', '/mj/generateVideoExtend'],
  status: '/mj/record-info',
  work,
  record: seen => {
    const { task } = seen;
    const addresses = resultOf(seen)?.['resultUrls'];
    return {
      ...common(seen),
      taskType: textOf(task.input['taskType']) || task.model.replace('/mj/generate', 'mj_').toLowerCase(),
      // An object despite its name.
      resultInfoJson: Array.isArray(addresses)
        ? { resultUrls: addresses.map(resultUrl => ({ resultUrl: resultUrl as string })) }
        : null,
      ...errorOf(seen)
    };
  }
};
