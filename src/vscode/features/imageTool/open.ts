import type { Services } from '../../services.ts';
import type { ImageTools } from './imageTools.ts';

/** Returns the function that opens the editor for masks and boxes; its code loads on first use. */
export function imageTools(services: Pick<Services, 'ask' | 'context' | 'log'>): Services['drawOnImage'] {
  let tools: ImageTools | undefined;
  return async request => {
    const { ImageTools } = await import('./imageTools.ts');
    tools ??= new ImageTools(services);
    tools.open(request);
  };
}
