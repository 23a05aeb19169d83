/**
 * The API of KIE Studio for other extensions: copy this file, then
 *   const kie = await vscode.extensions.getExtension<KieStudioApi>('kie-studio.kie-studio')?.activate();
 * Stable within `apiVersion` 1.
 */
import type { Uri } from 'vscode';

export interface KieStudioApi {
  readonly apiVersion: 1;
  /** The catalog, in the format of the model table: former entries too. */
  models(): Promise<readonly KieModel[]>;
  /**
   * Checks an input without sending anything. Media values may be Uris (objects or strings) of local files.
   * `request` is there when nothing is wrong; `credits` when the exact price is known (1 credit is USD 0.005).
   * Issue paths use dots and indexes: `dialogue_turns[0].text`.
   */
  validate(model: string, input: Readonly<Record<string, unknown>>): Promise<KieValidation>;
  /**
   * Uploads the media, runs the request, which costs credits, and saves the results.
   * Resolves when every result is on disk; rejects with a sentence for a person otherwise.
   * Aborting stops the following only: KIE cannot cancel, and takes credits when it accepts a task.
   */
  run(model: string, input: Readonly<Record<string, unknown>>, options?: KieRunOptions): Promise<KieRunResult>;
  /** All tasks that are known, newest first. */
  tasks(): Promise<readonly KieTaskInfo[]>;
}

/** One entry of the model table, with the keys that programs need most; `ModelEntry` in src/shared/model.ts has all. */
export interface KieModel {
  readonly id: string;
  readonly name: string;
  readonly family: string;
  readonly summary: string;
  /** What it does first (`image-to-video`), and what else. */
  readonly task: string;
  readonly alsoTasks?: readonly string[];
  /** Other names under which people know it. `validate` and `run` take ids only. */
  readonly aliases?: readonly string[];
  readonly output: 'image' | 'video' | 'audio' | 'text' | 'json';
  readonly status: 'current' | 'legacy' | 'retired';
  /** The id of the entry that took its place. */
  readonly successor?: string;
  /** Its parameters in the documented order. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Ready words for a text parameter. */
  readonly presets?: readonly { readonly name: string; readonly param: string; readonly text: string }[];
  /** The first row whose conditions hold counts, per `unit`; `validate` counts it for an input. */
  readonly price?: readonly {
    readonly when?: Readonly<Record<string, unknown>>;
    readonly credits?: number | null;
    readonly usd?: number | null;
    readonly unit?: string;
    readonly note?: string;
  }[];
}

export interface KieValidation {
  readonly issues: { readonly path: string; readonly message: string }[];
  readonly request?: { readonly model: string; readonly input: Record<string, unknown> };
  readonly credits?: number;
}

export interface KieRunOptions {
  /** A folder, or a file name with an extension for the result; the extension is corrected by the content. */
  readonly saveTo?: Uri;
  readonly signal?: AbortSignal;
  onProgress?(task: KieTaskInfo): void;
}

export interface KieRunResult {
  readonly localId: string;
  readonly taskId: string;
  readonly files: Uri[];
}

export interface KieTaskInfo {
  readonly localId: string;
  readonly taskId?: string;
  readonly model: string;
  readonly state:
    | 'preparing'
    | 'submitting'
    | 'unknown'
    | 'queued'
    | 'running'
    | 'collecting'
    | 'done'
    | 'uncollected'
    | 'failed'
    | 'stopped';
  readonly input: Readonly<Record<string, unknown>>;
  readonly files: readonly Uri[];
  /** Credits that KIE took, when it says so. */
  readonly credits?: number;
  readonly error?: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly updatedAt: number;
}
