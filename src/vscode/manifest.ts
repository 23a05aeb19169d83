/**
 * The contributions of the extension besides the commands and settings of its features: views, submenus and the
 * walkthrough.
 */
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

export const walkthroughs = [
  {
    id: 'kie.getStarted',
    title: text('walkthrough.title', 'Get started with KIE Studio'),
    description: text(
      'walkthrough.description',
      'From a picture to a better one, and from an idea to a file, without leaving VS Code.'
    ),
    steps: [
      {
        id: 'kie.getStarted.key',
        title: text('walkthrough.key.title', 'Set your API key'),
        description: text(
          'walkthrough.key.description',
          'Make a key at [kie.ai/api-key](https://kie.ai/api-key) and paste it here. It is checked against your balance, kept in the secret storage of VS Code and sent to KIE only.\n[Set API Key](command:kie.setApiKey)\nThe status bar then shows your credits.'
        ),
        media: {
          svg: 'media/walkthrough/key.svg',
          altText: text('walkthrough.key.alt', 'An input box with a hidden key, and the credits in the status bar.')
        },
        completionEvents: ['onContext:kie.keySet']
      },
      {
        id: 'kie.getStarted.files',
        title: text('walkthrough.files.title', 'Improve a picture'),
        description: text(
          'walkthrough.files.description',
          'Right-click one or many images in the explorer and choose **KIE**: upscale, remove the background, edit, animate. Videos and sounds have the menu too. The result stands beside its source.\n[Upscale an Image](command:kie.upscaleImage)'
        ),
        media: {
          svg: 'media/walkthrough/menu.svg',
          altText: text(
            'walkthrough.files.alt',
            'The context menu of an image in the explorer with the submenu KIE, and a small picture that becomes a large one.'
          )
        },
        completionEvents: [
          'onCommand:kie.upscaleImage',
          'onCommand:kie.removeBackground',
          'onCommand:kie.menu.upscaleImage',
          'onCommand:kie.menu.removeBackground'
        ]
      },
      {
        id: 'kie.getStarted.form',
        title: text('walkthrough.form.title', 'Use everything a model can do'),
        description: text(
          'walkthrough.form.description',
          'The Generate view makes a form from the documentation of each model: prompt, files, and every option with its help. Problems are told as you type, and the price stands on the Run button before you press it.\n[Open the Form](command:kie.newRequest)'
        ),
        media: {
          svg: 'media/walkthrough/form.svg',
          altText: text(
            'walkthrough.form.alt',
            'A form with a model, a prompt, a choice of frames and a Run button, beside the picture that comes of it.'
          )
        },
        completionEvents: ['onCommand:kie.newRequest', 'onView:kie.generate']
      },
      {
        id: 'kie.getStarted.palette',
        title: text('walkthrough.palette.title', 'Go from an idea to a file'),
        description: text(
          'walkthrough.palette.description',
          'A model, a prompt, run: three short steps in the command palette. Text that is selected in the editor is offered as the prompt.\n[Generate an Image](command:kie.generateImage)\nOr [a video](command:kie.generateVideo), or [speech or music](command:kie.generateAudio).'
        ),
        media: {
          svg: 'media/walkthrough/palette.svg',
          altText: text(
            'walkthrough.palette.alt',
            'A list of models in the command palette above a text with a selected line.'
          )
        },
        completionEvents: ['onCommand:kie.generateImage', 'onCommand:kie.generateVideo', 'onCommand:kie.generateAudio']
      },
      {
        id: 'kie.getStarted.results',
        title: text('walkthrough.results.title', 'Find what you made'),
        description: text(
          'walkthrough.results.description',
          'The Tasks view shows what runs and what came of it, also after a restart: open a result, use it as the next input, run it again, copy the request. The files are in the folder `kie` of your workspace.\n[Show Tasks](command:kie.showTasks)'
        ),
        media: {
          svg: 'media/walkthrough/results.svg',
          altText: text('walkthrough.results.alt', 'A list of tasks, one running and three done, beside a result.')
        },
        completionEvents: ['onCommand:kie.showTasks', 'onView:kie.tasks']
      }
    ]
  }
];
