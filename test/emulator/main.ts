/** `npm run emulator`: runs the emulator until it is stopped and prints its URLs. */
import { startEmulator } from './emulator.ts';

const emulator = await startEmulator();
console.log(`API:     ${emulator.apiBaseUrl}`);
console.log(`Upload:  ${emulator.uploadBaseUrl}`);
console.log(`Storage: ${emulator.storageBaseUrl}`);
console.log(`Key:     ${emulator.key}`);
console.log('Stop with Ctrl+C.');

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void emulator.stop().then(() => process.exit(0));
  });
}
