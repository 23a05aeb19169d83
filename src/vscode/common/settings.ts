import * as vscode from 'vscode';
import { compact } from '../../shared/compact.ts';
import type { CatalogSync, EngineSettings } from '../../core/base/ports.ts';
import type { SettingId } from '../contributions.ts';

/** Returns a trimmed string setting, or the default when it is empty or not a string. */
export function textSetting(id: SettingId, scope?: vscode.ConfigurationScope): string {
  const [value, inManifest] = valueAndDefault(id, scope);
  if (typeof value === 'string' && value.trim() !== '') return value.trim();
  return typeof inManifest === 'string' ? inManifest : '';
}

/** Whether the value of a setting comes from a workspace and not from the user. */
export function isFromWorkspace(id: SettingId, scope?: vscode.ConfigurationScope): boolean {
  const found = vscode.workspace.getConfiguration(undefined, scope ?? null).inspect(id);
  return found?.workspaceValue !== undefined || found?.workspaceFolderValue !== undefined;
}

/** Returns a number setting of at least 0, or the default when the value is invalid. */
export function numberSetting(id: SettingId): number {
  return valueAndDefault(id).find((value): value is number => typeof value === 'number' && value >= 0) ?? 0;
}

function valueAndDefault(id: SettingId, scope?: vscode.ConfigurationScope): readonly [unknown, unknown] {
  const ours = vscode.workspace.getConfiguration(undefined, scope ?? null);
  return [ours.get<unknown>(id), ours.inspect(id)?.defaultValue];
}

const SYNCS: readonly CatalogSync[] = ['daily', 'manual', 'off'];

/** Returns the settings that the engine reads before each use. */
export function engineSettings(): EngineSettings {
  const http = vscode.workspace.getConfiguration('http');
  const proxyAuthorization = http.get<unknown>('proxyAuthorization');
  return compact<EngineSettings>({
    apiBaseUrl: textSetting('kie.apiBaseUrl'),
    uploadBaseUrl: textSetting('kie.uploadBaseUrl'),
    callBackUrl: textSetting('kie.callBackUrl') || undefined,
    dailyCreditLimit: numberSetting('kie.dailyCreditLimit'),
    catalogSync: SYNCS.find(sync => sync === textSetting('kie.catalog.sync')),
    showsModelHealth:
      vscode.workspace.getConfiguration('kie').get<unknown>('catalog.health') === false ? false : undefined,
    proxy: http.get<string>('proxy', '') || undefined,
    proxySupport: http.get<NonNullable<EngineSettings['proxySupport']>>('proxySupport'),
    noProxy: http.get<readonly string[]>('noProxy'),
    proxyStrictSSL: http.get<boolean>('proxyStrictSSL'),
    proxyAuthorization: typeof proxyAuthorization === 'string' ? proxyAuthorization : undefined
  });
}
