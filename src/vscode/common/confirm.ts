import { showModal } from './notify.ts';

/** Modal confirmations. Injected, because a test host cannot show modal dialogs. */
export interface Ask {
  /** Resolves to true when the user chose `action`. */
  confirm(question: string, detail: string, action: string): Promise<boolean>;
}

export const modalAsk: Ask = { confirm: showModal };
