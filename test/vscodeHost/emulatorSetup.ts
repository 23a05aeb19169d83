import type { Emulator } from '../emulator/emulator.ts';

/** User settings that send the extension to the emulator. The addresses are application-scoped: user settings only. */
export function emulatorSettings(emulator: Emulator): Record<string, unknown> {
  return {
    'kie.apiBaseUrl': emulator.apiBaseUrl,
    'kie.uploadBaseUrl': emulator.uploadBaseUrl,
    // A run of all suites spends more than a day's default; the suites about the limit set it.
    'kie.dailyCreditLimit': 0
  };
}

/** What the extension host gets: a key in the way containers do it, and the addresses for the tests themselves. */
export function emulatorEnvironment(emulator: Emulator): Record<string, string> {
  return {
    KIE_API_KEY: emulator.key,
    KIE_TEST_KEY: emulator.key,
    KIE_TEST_API: emulator.apiBaseUrl,
    KIE_TEST_UPLOAD: emulator.uploadBaseUrl,
    KIE_TEST_STORAGE: emulator.storageBaseUrl
  };
}
