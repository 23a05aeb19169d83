/** The walkthrough on the Welcome page. A step is completed by the events that it lists. */
import { text } from './common/contributions/manifestText.ts';

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
