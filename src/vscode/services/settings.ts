import * as vscode from 'vscode';
import type { EngineSettings } from '../../core/ports.ts';
import { SECTION, Settings } from '../ids.ts';
import type { SettingId } from '../ids.ts';

/** The value of a setting of ours, with its default from the manifest. */
export function setting<T>(id: SettingId, fallback: T, scope?: vscode.ConfigurationScope): T {
  return vscode.workspace.getConfiguration(SECTION, scope ?? null).get<T>(id, fallback);
}

/** A text setting, trimmed; the fallback when it is empty. */
export function textSetting(id: SettingId, fallback: string, scope?: vscode.ConfigurationScope): string {
  const value = setting<unknown>(id, fallback, scope);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : fallback;
}

/** What the engine reads before every connection. Hosts: docs.kie.ai/common-api/quickstart and /file-upload-api/quickstart. */
export function engineSettings(): EngineSettings {
  const http = vscode.workspace.getConfiguration('http');
  const proxy = http.get<string>('proxy', '');
  const proxySupport = http.get<NonNullable<EngineSettings['proxySupport']>>('proxySupport');
  const noProxy = http.get<readonly string[]>('noProxy');
  const proxyStrictSSL = http.get<boolean>('proxyStrictSSL');
  const callBackUrl = textSetting(Settings.callBackUrl, '');
  return {
    apiBaseUrl: textSetting(Settings.apiBaseUrl, 'https://api.kie.ai'),
    uploadBaseUrl: textSetting(Settings.uploadBaseUrl, 'https://kieai.redpandaai.co'),
    ...(callBackUrl === '' ? {} : { callBackUrl }),
    ...(proxy === '' ? {} : { proxy }),
    ...(proxySupport === undefined ? {} : { proxySupport }),
    ...(noProxy === undefined ? {} : { noProxy }),
    ...(proxyStrictSSL === undefined ? {} : { proxyStrictSSL })
  };
}
