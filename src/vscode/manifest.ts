/** The contributions of the extension besides the commands and settings of its features: views and submenus. */
import { text } from './common/contributions/manifestText.ts';
import { onFile } from './common/contributions/when.ts';

const ON_MEDIA = onFile('image', 'video', 'audio');
/** Matches files that the extension host can read. */
const IN_REACH = 'resourceScheme =~ /^(file|vscode-remote)$/';

/** Texts outside `contributes`, by their key in package.nls.json. */
export const otherTexts = [
  text(
    'description',
    'Generate and edit images, video, sound and text with KIE.ai, from files in your workspace to files in your workspace.'
  ),
  text(
    'capabilities.untrusted',
    'In an untrusted workspace its settings for models, presets, the output folder and the file name are ignored; trust the workspace to use them.'
  ),
  text(
    'capabilities.virtual',
    'Only files on this computer can be sent to KIE; results are saved to a folder that you choose.'
  )
];

export const submenus = [{ id: 'kie.submenu', label: text('submenu.kie', 'KIE'), icon: '$(sparkle)' }];

/** The menus that show the submenus. */
export const submenuItems = [
  {
    menu: 'explorer/context',
    submenu: 'kie.submenu',
    group: '7_kie@1',
    when: `${IN_REACH} && (${ON_MEDIA} || explorerResourceIsFolder)`
  },
  {
    menu: 'editor/title/context',
    submenu: 'kie.submenu',
    group: '7_kie@1',
    when: `${IN_REACH} && (${ON_MEDIA})`
  },
  {
    menu: 'editor/title',
    submenu: 'kie.submenu',
    group: 'navigation',
    when: `${IN_REACH} && (${ON_MEDIA}) && activeCustomEditorId =~ /^(imagePreview|vscode\\.)/`
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
    when: 'kie.keyMissing',
    contents: text(
      'welcome.noKey',
      'KIE Studio needs an API key of KIE.ai to generate anything.\n[Set API Key](command:kie.setApiKey)\nA key is made at [kie.ai/api-key](https://kie.ai/api-key). New here? [Get started](command:kie.getStarted).'
    )
  },
  {
    view: 'kie.tasks',
    when: '!kie.keyMissing',
    contents: text(
      'welcome.empty',
      'No tasks yet. Build a request in the [Generate view](command:kie.newRequest), or right-click an image in the explorer and choose KIE.\nQuick ways: [image](command:kie.generateImage), [video](command:kie.generateVideo), [speech or music](command:kie.generateAudio).\nA task that was made elsewhere: [follow its ID](command:kie.followTask).'
    )
  }
];
