import type { SampleAccess } from '../samplePlayer.ts';
import type { PickerGroup, PickerCategory, PickerOffer, PickerOption } from './pickerOptions.ts';

/** The content and the callbacks of the open list. */
export interface Panel {
  readonly id: string;
  readonly label: string;
  readonly groups: readonly PickerGroup[];
  readonly categories: readonly PickerCategory[];
  readonly category: string;
  readonly query: string;
  readonly chosen: string | undefined;
  /** Index over all groups of the option that Enter picks. */
  readonly active: number;
  readonly toggle: { readonly label: string; readonly on: boolean } | undefined;
  readonly samples: SampleAccess | undefined;
  readonly emptyText: string;
  /** Shown when nothing was found. */
  readonly offers: readonly PickerOffer[];
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onFocusOut: (event: FocusEvent) => void;
  readonly onQuery: (query: string) => void;
  readonly onCategory: (category: string) => void;
  readonly onPick: (option: PickerOption) => void;
  /** Called when the pointer enters an option. */
  readonly onLook: (option: PickerOption) => void;
  readonly onStar: (option: PickerOption) => void;
  readonly onToggle: (on: boolean) => void;
  readonly onOffer: (offer: PickerOffer) => void;
}
