import type { Emulator } from '../emulator/emulator.ts';

/** User settings that direct the extension to the emulator. The URLs are application-scoped: user settings only. */
export function emulatorSettings(emulator: Emulator): Record<string, unknown> {
  return {
    'kie.apiBaseUrl': emulator.apiBaseUrl,
    'kie.uploadBaseUrl': emulator.uploadBaseUrl,
    // A run of all suites exceeds the default daily limit; the suites about the limit set it.
    'kie.dailyCreditLimit': 0
  };
}

/** The environment of the extension host: a key, set as in containers, and the URLs for the tests themselves. */
export function emulatorEnvironment(emulator: Emulator): Record<string, string> {
  return {
    KIE_API_KEY: emulator.key,
    KIE_TEST_KEY: emulator.key,
    KIE_TEST_API: emulator.apiBaseUrl,
    KIE_TEST_UPLOAD: emulator.uploadBaseUrl,
    KIE_TEST_STORAGE: emulator.storageBaseUrl
  };
}
