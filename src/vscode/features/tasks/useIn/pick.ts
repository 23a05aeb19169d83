import type { PickItem } from '../../../common/quickInput.ts';
import { createPick } from '../../../common/quickInput.ts';

interface PickTexts {
  readonly title: string;
  readonly placeholder: string;
}

/** A chosen item, and whether the user chose it by its button. */
interface Picked<T> {
  readonly item: T;
  readonly byButton: boolean;
}

/** Shows a list whose items may have a button. Undefined when the user canceled. */
export function pickWithButtons<T extends PickItem>(
  items: readonly T[],
  { title, placeholder }: PickTexts
): Promise<Picked<T> | undefined> {
  const pick = createPick<T>();
  pick.title = title;
  pick.placeholder = placeholder;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.items = items;
  return new Promise(resolve => {
    const close = (item: T | undefined, byButton: boolean): void => {
      resolve(item === undefined ? undefined : { item, byButton });
      pick.dispose();
    };
    pick.onDidAccept(() => {
      const [item] = pick.selectedItems;
      if (item !== undefined) close(item, false);
    });
    pick.onDidTriggerItemButton(({ item }) => close(item, true));
    pick.onDidHide(() => close(undefined, false));
    pick.show();
  });
}
