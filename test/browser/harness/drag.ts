import type { Locator } from 'playwright-core';

/**
 * Drags an item slowly enough for the target to react. `isReady` waits for the reaction; `key` is held down.
 */
export async function drag(from: Locator, to: Locator, isReady: () => Promise<unknown>, key?: string): Promise<void> {
  const middle = async (of: Locator): Promise<readonly [number, number]> => {
    const { x, y, width, height } = (await of.boundingBox())!;
    return [x + width / 3, y + height / 2];
  };
  const { mouse, keyboard } = from.page();
  const [start, end] = [await middle(from), await middle(to)];
  await mouse.move(...start);
  await mouse.down();
  await mouse.move(start[0] + 20, start[1], { steps: 3 });
  if (key !== undefined) await keyboard.down(key);
  await mouse.move(start[0] + 30, start[1] + 3, { steps: 5 });
  await mouse.move(...end, { steps: 8 });
  await isReady();
  await mouse.move(end[0] + 3, end[1], { steps: 3 });
  await mouse.up();
  if (key !== undefined) await keyboard.up(key);
}
