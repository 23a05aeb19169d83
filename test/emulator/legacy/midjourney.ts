/** The legacy Midjourney endpoints below /api/v1/mj: four images a task, videos, and follow-ups on one of them. */
import { videoFile, promptOf } from '../work/job.ts';
import type { Job } from '../work/job.ts';
import { decode, drawText, enlarge, sizeFor, tint } from '../work/images.ts';
import type { Pixels } from '../work/images.ts';
import { textOf } from '../check/values.ts';
import { common, errorOf, resultOf } from './service.ts';
import type { LegacyService } from './service.ts';

async function work(job: Job): Promise<object> {
  const { entry, input } = job;
  const prompt = promptOf(input) || entry.name;
  if (textOf(input['taskType']).startsWith('mj_video')) {
    const count = Number(input['videoBatchSize'] ?? 1);
    const clips = Array.from({ length: count }, (_, i) =>
      job.save(`clip-${i + 1}.mp4`, videoFile(`${prompt} ${i + 1}`))
    );
    return { resultUrls: await Promise.all(clips) };
  }
  const chosen = chosenImage(job);
  if (entry.id === '/mj/generateUpscale') {
    return { resultUrls: [await job.saveImage('image-1', enlarge(chosen ?? drawText(prompt, 64, 64), 2))] };
  }
  const [given] = [input['fileUrls'] ?? input['fileUrl']].flat();
  const file = job.find(given);
  const source = chosen ?? (file && decode(file));
  const { width, height } = sizeFor(textOf(input['aspectRatio']) || '1:1', 256);
  const draw = (index: number): Pixels => {
    const text = `${prompt} #${index + 1}`;
    return source ? tint(source, text) : drawText(text, width, height);
  };
  const pictures = [0, 1, 2, 3].map(index => job.saveImage(`image-${index + 1}`, draw(index)));
  return { resultUrls: await Promise.all(pictures) };
}

/** The image of the earlier task selected by `imageIndex`. */
function chosenImage({ input, resultOf: earlier, find }: Job): Pixels | undefined {
  const addresses = earlier(textOf(input['taskId']))?.['resultUrls'];
  const file = Array.isArray(addresses) ? find(addresses[Number(input['imageIndex'])]) : undefined;
  return file && decode(file);
}

export const midjourney: LegacyService = {
  creates: ['/mj/generate', '/mj/generateUpscale', '/mj/generateVary', '/mj/generateVideoExtend'],
  status: '/mj/record-info',
  work,
  record: view => {
    const { task } = view;
    const addresses = resultOf(view)?.['resultUrls'];
    return {
      ...common(view),
      taskType: textOf(task.input['taskType']) || task.model.replace('/mj/generate', 'mj_').toLowerCase(),
      // An object despite its name.
      resultInfoJson: Array.isArray(addresses)
        ? { resultUrls: addresses.map(resultUrl => ({ resultUrl: resultUrl as string })) }
        : null,
      ...errorOf(view)
    };
  }
};
