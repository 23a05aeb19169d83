/**
 * The API of KIE Studio for other extensions. Copy this file, then call
 *   const kie = await vscode.extensions.getExtension<KieStudioApi>('kie-studio.kie-studio')?.activate();
 * Stable within `apiVersion` 1.
 */
import type { Uri } from 'vscode';

export interface KieStudioApi {
  readonly apiVersion: 1;
  /** Returns the catalog in the format of the model table, including legacy models and new ones that KIE lists. */
  models(): Promise<readonly KieModel[]>;
  /**
   * Returns what the model picker finds for a text, in its order. `input` has the values that the text names: "veo 3
   * fast" finds the model with its tier.
   */
  searchModels(query: string): Promise<readonly { id: string; input?: Record<string, unknown> }[]>;
  /**
   * Validates an input without a network request. Media values may be Uris (objects or strings) of local files.
   * `request` is set when there are no issues; `credits` when the exact price is known (1 credit is USD 0.005). Issue
   * paths use dots and indexes: `dialogue_turns[0].text`.
   */
  validate(model: string, input: Readonly<Record<string, unknown>>): Promise<KieValidation>;
  /**
   * Uploads the media, runs the request, which costs credits, and saves the results. Resolves when every result is on
   * disk, otherwise rejects with a message for the user. Aborting only stops tracking the task: KIE cannot cancel it,
   * and charges credits when it accepts a task.
   */
  run(model: string, input: Readonly<Record<string, unknown>>, options?: KieRunOptions): Promise<KieRunResult>;
  /** Returns all known tasks, newest first. */
  tasks(): Promise<readonly KieTaskInfo[]>;
}

/** One entry of the model table, with the most useful keys. `ModelEntry` in src/shared/model.ts has all of them. */
export interface KieModel {
  readonly id: string;
  readonly name: string;
  readonly family: string;
  readonly summary: string;
  /** The primary task, such as `image-to-video`. `alsoTasks` has the others. */
  readonly task: string;
  readonly alsoTasks?: readonly string[];
  /** Other common names of the model. `validate` and `run` accept IDs only. */
  readonly aliases?: readonly string[];
  readonly output: 'image' | 'video' | 'audio' | 'text' | 'json';
  readonly status: 'current' | 'legacy' | 'retired';
  /**
   * Built in, added by the user from a documentation page, or `live`: read from the schema that KIE publishes, because
   * the model is newer than this version.
   */
  readonly origin?: 'built-in' | 'user' | 'live';
  /** The ID of the replacement model. */
  readonly successor?: string;
  /** The parameters in documented order. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Preset texts for a text parameter. */
  readonly presets?: readonly { readonly name: string; readonly param: string; readonly text: string }[];
  /** The first row per `unit` whose conditions match applies. `validate` calculates the price for an input. */
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
  /** A folder, or a file name with an extension for the result. The content determines the final extension. */
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
  /** The credits that KIE charged, if reported. */
  readonly credits?: number;
  readonly error?: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly updatedAt: number;
}
