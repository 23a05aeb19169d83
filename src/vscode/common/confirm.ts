import { showModal } from './notify.ts';

/** Questions that stop everything else. Injected, because modal dialogs cannot be shown in a test host. */
export interface Ask {
  /** True when the user chose `action`. */
  confirm(question: string, detail: string, action: string): Promise<boolean>;
}

export const modalAsk: Ask = { confirm: showModal };
