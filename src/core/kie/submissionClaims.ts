import type { TaskClaim } from './acceptedTask.ts';
import { claimedTask, textsOf } from './acceptedTask.ts';
import type { Service, ServiceRequest } from './services/service.ts';

/**
 * Finds the task in the response to one submission. A task ID is evidence regardless of the code. For a service without
 * records, it only leaves a rejection unproven.
 */
export class SubmissionClaims {
  readonly #service: Service;
  readonly #sent: ReadonlySet<string>;
  #text = '';
  #isGuess = false;

  constructor(service: Service, { input, model }: ServiceRequest) {
    this.#service = service;
    this.#sent = textsOf([input, model]);
  }

  /** The response as text, without the API key. */
  get text(): string {
    return this.#text;
  }

  /** Whether the ID that was found is the only candidate of a response that does not call it the ID of the task. */
  get isGuess(): boolean {
    return this.#isGuess;
  }

  /**
   * @param json - the response; undefined when it is not JSON
   * @param rejected - whether code, status or shape indicate a rejection
   */
  find(json: unknown, text: string, rejected: boolean): TaskClaim | undefined {
    this.#text = text;
    const claim = claimedTask(json, text, this.#sent);
    if (rejected) return claim !== undefined && this.#service.status === undefined ? {} : claim;
    if (this.#service.status === undefined) return undefined;
    if (claim?.taskId !== undefined) return claim;
    // An accepted response can repeat an ID of the request as that of the task.
    const repeated = claimedTask(json, text)?.taskId;
    if (repeated !== undefined) return { taskId: repeated };
    const [only, ...others] = claim?.candidates ?? [];
    if (only === undefined || others.length > 0) return claim;
    this.#isGuess = true;
    return { taskId: only };
  }
}
