/** The contributions of the extension besides the commands and settings of its features: views and submenus. */
import { text } from './common/contributions/manifestText.ts';
import { IN_REACH, ON_RESULT_FILE } from './common/contributions/when.ts';

/** Texts outside `contributes`, by their key in package.nls.json. */
export const otherTexts = [
  text(
    'description',
    'Create and edit images, video, audio and text with KIE.ai in VS Code. Results are saved as files in your workspace.'
  ),
  text(
    'capabilities.untrusted',
    'In an untrusted workspace, workspace settings for models, presets, the output folder and the file name are ignored. Trust the workspace to use them.'
  ),
  text(
    'capabilities.virtual',
    'Only local files can be sent to KIE. Results are saved to a local folder that you choose.'
  )
];

export const submenus = [{ id: 'kie.submenu', label: text('submenu.kie', 'KIE'), icon: '$(sparkle)' }];

/** The menus that show the submenus. */
export const submenuItems = [
  {
    menu: 'explorer/context',
    submenu: 'kie.submenu',
    group: '7_kie@1',
    when: `${IN_REACH} && (${ON_RESULT_FILE} || explorerResourceIsFolder)`
  },
  {
    menu: 'editor/title/context',
    submenu: 'kie.submenu',
    group: '7_kie@1',
    when: `${IN_REACH} && (${ON_RESULT_FILE})`
  },
  {
    menu: 'editor/title',
    submenu: 'kie.submenu',
    group: 'navigation',
    when: `${IN_REACH} && (${ON_RESULT_FILE}) && activeCustomEditorId =~ /^(imagePreview|vscode\\.)/`
  }
];

export const viewsContainers = { activitybar: [{ id: 'kie', title: 'KIE', icon: 'media/kie.svg' }] };

export const views = {
  kie: [
    {
      id: 'kie.generate',
      name: text('view.generate', 'Generate'),
      type: 'webview',
      icon: 'media/kie.svg',
      initialSize: 3
    },
    { id: 'kie.tasks', name: text('view.tasks', 'Tasks'), icon: 'media/kie.svg', initialSize: 1 }
  ]
};

export const viewsWelcome = [
  {
    view: 'kie.tasks',
    when: 'kie.keyMissing && !kie.tasksFiltered',
    contents: text(
      'welcome.noKey',
      'KIE Studio needs a KIE.ai API key: [set API key](command:kie.setApiKey).\nCreate a key at [kie.ai/api-key](https://kie.ai/api-key). New to KIE Studio? [Get started](command:kie.getStarted).'
    )
  },
  {
    view: 'kie.tasks',
    when: 'kie.tasksFiltered',
    contents: text(
      'welcome.filtered',
      'No task matches the filter.\n[Clear Filter](command:kie.tasks.clearFilter)\n[Change Filter](command:kie.tasks.filter)'
    )
  },
  {
    view: 'kie.tasks',
    when: '!kie.keyMissing && !kie.tasksFiltered',
    contents: text(
      'welcome.empty',
      'No tasks yet. Create a request in the [Generate view](command:kie.newRequest), or right-click an image in the explorer and select KIE.\nOr generate: [image](command:kie.generateImage), [video](command:kie.generateVideo), [speech or music](command:kie.generateAudio).\nYou can also [track a task created elsewhere](command:kie.followTask).'
    )
  }
];
