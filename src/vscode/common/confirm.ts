import { showModal } from './notify.ts';

/** Modal confirmations. Injected, because a test host cannot show modal dialogs. */
export interface Ask {
  /** Resolves to true when the user chose `action`. The severity is a warning unless given. */
  confirm(question: string, detail: string, action: string, severity?: 'information' | 'warning'): Promise<boolean>;
}

export const modalAsk: Ask = { confirm: showModal };
