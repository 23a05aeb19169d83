/** Every id that the manifest and the code share, as a literal exactly once. */

export const Commands = {
  setApiKey: 'kie.setApiKey',
  removeApiKey: 'kie.removeApiKey',
  refreshCredits: 'kie.refreshCredits',
  showStatus: 'kie.showStatus',
  showTasks: 'kie.showTasks',
  showLog: 'kie.showLog',
  copyDiagnostics: 'kie.copyDiagnostics',
  exportHistory: 'kie.exportHistory',
  clearHistory: 'kie.clearHistory',
  getStarted: 'kie.getStarted',
  openPricing: 'kie.openPricing',
  openLogs: 'kie.openLogs',
  newRequest: 'kie.newRequest',
  generateImage: 'kie.generateImage',
  generateVideo: 'kie.generateVideo',
  generateAudio: 'kie.generateAudio',
  upscaleImage: 'kie.upscaleImage',
  removeBackground: 'kie.removeBackground',
  // The same in a menu, where the file is known: without the dots that promise a question, and a failure is told by a
  // notification instead of a rejection, which VS Code would show a second time.
  menuUpscaleImage: 'kie.menu.upscaleImage',
  menuRemoveBackground: 'kie.menu.removeBackground',
  menuUpscaleVideo: 'kie.menu.upscaleVideo',
  menuIsolateVoice: 'kie.menu.isolateVoice',
  upscaleVideo: 'kie.upscaleVideo',
  isolateVoice: 'kie.isolateVoice',
  editImage: 'kie.editImage',
  animateImage: 'kie.animateImage',
  run: 'kie.run',
  moreFromResult: 'kie.moreFromResult',
  followTask: 'kie.followTask',
  showPrice: 'kie.showPrice',
  taskOpen: 'kie.task.open',
  taskReveal: 'kie.task.reveal',
  taskRunAgain: 'kie.task.runAgain',
  taskApprove: 'kie.task.approve',
  taskStop: 'kie.task.stop',
  taskResume: 'kie.task.resume',
  taskCollectInto: 'kie.task.collectInto',
  taskAdopt: 'kie.task.adopt',
  taskExplain: 'kie.task.explain',
  taskCollectEarly: 'kie.task.collectEarly',
  taskOpenSuccessor: 'kie.task.openSuccessor',
  taskCopyPath: 'kie.task.copyPath',
  taskUseAsInput: 'kie.task.useAsInput',
  taskCopyPrompt: 'kie.task.copyPrompt',
  taskCopyJson: 'kie.task.copyJson',
  taskCopyCurl: 'kie.task.copyCurl',
  taskReuse: 'kie.task.reuse',
  taskRemove: 'kie.task.remove',
  taskToFront: 'kie.task.toFront',
  taskShowMore: 'kie.task.showMore',
  batchPause: 'kie.batch.pause',
  batchResume: 'kie.batch.resume',
  batchStop: 'kie.batch.stop',
  batchRetryFailed: 'kie.batch.retryFailed',
  addModel: 'kie.models.add',
  checkModels: 'kie.models.check',
  removeModel: 'kie.models.remove'
} as const;

/** Second argument of `kie.task.runAgain`: ask about the price also below the limit. */
export const ASK_FIRST = 'ask-first';

export type CommandId = (typeof Commands)[keyof typeof Commands];

export const Views = { generate: 'kie.generate', tasks: 'kie.tasks' } as const;

/** The view container as the workbench's command names it. */
export const OPEN_CONTAINER = 'workbench.view.extension.kie';

/** The walkthrough as the workbench's command names it: extension, then walkthrough. */
export const WALKTHROUGH = 'kie-studio.kie-studio#kie.getStarted';

/** Neither is set before the first look for a key. */
export const ContextKeys = { keyMissing: 'kie.keyMissing', keySet: 'kie.keySet' } as const;

/** The section of all settings, and their names in it. */
export const SECTION = 'kie';
export const Settings = {
  apiBaseUrl: 'apiBaseUrl',
  uploadBaseUrl: 'uploadBaseUrl',
  callBackUrl: 'callBackUrl',
  outputFolder: 'output.folder',
  outputFileName: 'output.fileName',
  upscaleImageModel: 'upscaleImage.model',
  removeBackgroundModel: 'removeBackground.model',
  upscaleVideoModel: 'upscaleVideo.model',
  isolateVoiceModel: 'isolateVoice.model',
  editImageModel: 'editImage.model',
  animateImageModel: 'animateImage.model',
  formModel: 'form.model',
  presets: 'presets',
  confirmAboveCredits: 'confirmAboveCredits',
  dailyCreditLimit: 'dailyCreditLimit',
  notifications: 'notifications'
} as const;

export type SettingId = (typeof Settings)[keyof typeof Settings];

/** Pages of KIE. Source: docs.kie.ai, "Getting Started with KIE API". */
export const Pages = {
  key: 'https://kie.ai/api-key',
  pricing: 'https://kie.ai/pricing',
  logs: 'https://kie.ai/logs'
} as const;
