/** The connection to the extension. */
import { readToImageTool } from '../../src/shared/protocol/imageTool.ts';
import type { FromImageTool, ToImageTool } from '../../src/shared/protocol/imageTool.ts';

declare function acquireVsCodeApi(): { postMessage(message: FromImageTool): void };

const api = acquireVsCodeApi();

export const post = (message: FromImageTool): void => api.postMessage(message);

/** Calls back with each valid message of the extension. */
export function listen(onMessage: (message: ToImageTool) => void): void {
  addEventListener('message', event => {
    const message = readToImageTool(event.data);
    if (message !== undefined) onMessage(message);
  });
}
