import * as vscode from 'vscode';
import { hasImage, imageTools, withBoxes } from '../../../../shared/catalog/imageTools.ts';
import type { ImageTool } from '../../../../shared/catalog/imageTools.ts';
import { baseName, shownName } from '../../../../core/files/mediaFiles.ts';
import type { ModelEntry } from '../../../../shared/model.ts';
import type { Drawing } from '../../../../shared/protocol/imageTool.ts';
import type { ParamsOf } from '../../../../shared/protocol/requests.ts';
import { showInformation } from '../../../common/notify.ts';
import { Views } from '../../../ids.ts';
import type { Services } from '../../../services.ts';
import type { MediaSources } from '../media/media.ts';
import type { FormParts } from './chooseModel.ts';

interface DrawParts extends Pick<FormParts, 'engine' | 'memory'> {
  readonly services: Pick<Services, 'drawOnImage' | 'form'>;
  readonly sources: MediaSources;
  /** Posts the state of the form. */
  readonly show: () => Promise<void>;
}

/**
 * Opens the editor for a mask or boxes. Its result gets into the draft of this model, whichever the form shows by then.
 * @throws when the image is not in the draft
 */
export async function drawOnImage(parts: DrawParts, { model, param, index }: ParamsOf<'drawOnImage'>): Promise<void> {
  const { engine, memory, services } = parts;
  const entry = engine.models.entry(model);
  const tool = entry === undefined ? undefined : imageTools(entry, memory.draftOf(model), param)[index];
  if (entry === undefined || tool === undefined) throw new Error(vscode.l10n.t('Choose an image first.'));
  await services.drawOnImage({
    key: JSON.stringify([model, param, tool.kind === 'boxes' ? tool.image : '']),
    tool,
    label: entry.params[param]?.label ?? param,
    name: shownName(vscode.Uri.parse(tool.image).path),
    apply: drawing => apply(parts, entry, tool, drawing)
  });
}

async function apply(parts: DrawParts, entry: ModelEntry, tool: ImageTool, drawing: Drawing): Promise<void> {
  const { memory, services, show } = parts;
  if (!hasImage(entry, memory.draftOf(entry.id), tool)) {
    throw new Error(vscode.l10n.t('The image is no longer in the form. Add it again, then try again.'));
  }
  const value = await valueOf(parts, entry, tool, drawing);
  await memory.fill(entry.id, { [tool.param]: value });
  if (memory.model === entry.id) {
    await show();
    await vscode.commands.executeCommand(`${Views.generate}.focus`);
    return;
  }
  const open = vscode.l10n.t('Show Form');
  const text =
    tool.kind === 'mask'
      ? vscode.l10n.t('The mask was saved in the form of {0}.', entry.name)
      : vscode.l10n.t('The boxes were saved in the form of {0}.', entry.name);
  void showInformation(text, open).then(async chosen => {
    if (chosen === open) await services.form.open(entry.id, memory.draftOf(entry.id));
  });
}

/** The value for the parameter; a mask is stored as a file. */
async function valueOf(
  { memory, sources }: DrawParts,
  entry: ModelEntry,
  tool: ImageTool,
  drawing: Drawing
): Promise<unknown> {
  if (tool.kind === 'mask' && 'png' in drawing) {
    const name = baseName(vscode.Uri.parse(tool.image).path).replace(/\.\w+$/, '');
    return (await sources.store(`${name} mask.png`, drawing.png)).toString();
  }
  if (tool.kind === 'boxes' && 'boxes' in drawing) {
    return withBoxes(entry, memory.draftOf(entry.id), tool, drawing.boxes);
  }
  throw new Error(vscode.l10n.t('Received an invalid message from the editor.'));
}
