/** The API that VS Code gives every webview. It can be acquired only once. */
import type { Transport } from './rpc.ts';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

export const api = acquireVsCodeApi();

/** The message channel to the extension. */
export const transport: Transport = {
  post: message => api.postMessage(message),
  listen: onMessage => addEventListener('message', event => onMessage(event.data)),
  later: (ms, callback) => {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  }
};
