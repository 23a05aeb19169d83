/** Width and height of a ratio such as "16:9"; undefined for words such as "auto". */
export function ratioOf(text: string): readonly [number, number] | undefined {
  const match = /^(\d+):(\d+)$/.exec(text);
  const width = Number(match?.[1]);
  const height = Number(match?.[2]);
  return match !== null && width > 0 && height > 0 ? [width, height] : undefined;
}
