/**
 * Reads a file that this window writes, too. When its content in memory was replaced while the file was read, the
 * content that was read may be older, so the file is read again.
 */
export async function readLatest<T>(inMemory: () => unknown, read: () => Promise<T>): Promise<T> {
  for (;;) {
    const before = inMemory();
    const content = await read();
    if (inMemory() === before) return content;
  }
}
