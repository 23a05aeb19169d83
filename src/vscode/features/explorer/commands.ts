import { Commands } from '../../contributions.ts';
import type { RunActionName } from './actions.ts';
import { openFormWith, runOnFiles } from './run.ts';
import type { Handler, Handlers } from '../../handlers.ts';
import { generate } from '../palette/generate.ts';
import { runRequest } from '../run/runCommand.ts';

/** Without a file a person is asked for it; with one the caller is told how it ends. */
const onFiles =
  (name: RunActionName): Handler =>
  (deps, uri, uris) =>
    runOnFiles(deps, name, uri === undefined ? 'person' : 'caller', uri, uris);

const fromMenu =
  (name: RunActionName): Handler =>
  (deps, uri, uris) =>
    runOnFiles(deps, name, 'person', uri, uris);

/** What starts tasks. */
export const startHandlers = {
  [Commands.generateImage]: deps => generate(deps, 'image'),
  [Commands.generateVideo]: deps => generate(deps, 'video'),
  [Commands.generateAudio]: deps => generate(deps, 'audio'),
  [Commands.upscaleImage]: onFiles('upscaleImage'),
  [Commands.removeBackground]: onFiles('removeBackground'),
  [Commands.upscaleVideo]: onFiles('upscaleVideo'),
  [Commands.isolateVoice]: onFiles('isolateVoice'),
  [Commands.menuUpscaleImage]: fromMenu('upscaleImage'),
  [Commands.menuRemoveBackground]: fromMenu('removeBackground'),
  [Commands.menuUpscaleVideo]: fromMenu('upscaleVideo'),
  [Commands.menuIsolateVoice]: fromMenu('isolateVoice'),
  [Commands.editImage]: (deps, uri, uris) => openFormWith(deps, 'editImage', uri, uris),
  [Commands.animateImage]: (deps, uri, uris) => openFormWith(deps, 'animateImage', uri, uris),
  [Commands.run]: runRequest
} satisfies Handlers;
