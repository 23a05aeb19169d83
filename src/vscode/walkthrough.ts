/** The walkthrough on the Welcome page. A step is completed by the events that it lists. */
import { text } from './common/contributions/manifestText.ts';

export const walkthroughs = [
  {
    id: 'kie.getStarted',
    title: text('walkthrough.title', 'Get started with KIE Studio'),
    description: text('walkthrough.description', 'Create and edit images, video and audio in VS Code.'),
    steps: [
      {
        id: 'kie.getStarted.key',
        title: text('walkthrough.key.title', 'Set your API key'),
        description: text(
          'walkthrough.key.description',
          "Create a key at [kie.ai/api-key](https://kie.ai/api-key) and paste it here. KIE Studio checks it, stores it in VS Code's secret storage and sends it only to KIE.\n[Set API Key](command:kie.setApiKey)\nThe status bar then shows your credits. If the key is set in the environment variable KIE_API_KEY, your credits appear after you open the Generate view."
        ),
        media: {
          svg: 'media/walkthrough/key.svg',
          altText: text('walkthrough.key.alt', 'An input box with a masked API key, and the credits in the status bar.')
        },
        completionEvents: ['onContext:kie.keySet']
      },
      {
        id: 'kie.getStarted.files',
        title: text('walkthrough.files.title', 'Edit an image'),
        description: text(
          'walkthrough.files.description',
          'Right-click one or more images in the explorer and select **KIE** to upscale, remove the background, edit or animate. Works for video and audio too. Upscaled files, cut-outs and isolated voices are saved next to the original.\n[Upscale an Image](command:kie.upscaleImage)'
        ),
        media: {
          svg: 'media/walkthrough/menu.svg',
          altText: text(
            'walkthrough.files.alt',
            'The context menu of an image in the explorer with the KIE submenu, and a small image that is upscaled.'
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
        title: text('walkthrough.form.title', 'Use every option of a model'),
        description: text(
          'walkthrough.form.description',
          'The Generate view has a form for each model, built from its documentation: prompt, files, and every option with a description. Problems appear as you type; the Run button shows the price.\n[Open the Form](command:kie.newRequest)'
        ),
        media: {
          svg: 'media/walkthrough/form.svg',
          altText: text(
            'walkthrough.form.alt',
            'A form with a model, a prompt, aspect ratios and a Run button, next to the generated image.'
          )
        },
        completionEvents: ['onCommand:kie.newRequest', 'onView:kie.generate']
      },
      {
        id: 'kie.getStarted.palette',
        title: text('walkthrough.palette.title', 'Generate from the Command Palette'),
        description: text(
          'walkthrough.palette.description',
          'Select a model, enter a prompt and run, all in the Command Palette. Text selected in the editor becomes the prompt.\n[Generate an Image](command:kie.generateImage)\nOr generate: [video](command:kie.generateVideo), [speech or music](command:kie.generateAudio).'
        ),
        media: {
          svg: 'media/walkthrough/palette.svg',
          altText: text(
            'walkthrough.palette.alt',
            'A list of models in the Command Palette above an editor with a selected line.'
          )
        },
        completionEvents: ['onCommand:kie.generateImage', 'onCommand:kie.generateVideo', 'onCommand:kie.generateAudio']
      },
      {
        id: 'kie.getStarted.results',
        title: text('walkthrough.results.title', 'Find your results'),
        description: text(
          'walkthrough.results.description',
          'The Tasks view lists running and finished tasks, even after a restart. Open a result, use it as the next input, run it again or copy the request. Result files are in the kie folder of your workspace, one folder per day.\n[Show Tasks](command:kie.showTasks)'
        ),
        media: {
          svg: 'media/walkthrough/results.svg',
          altText: text('walkthrough.results.alt', 'A list of tasks, one running and three done, next to a result.')
        },
        completionEvents: ['onCommand:kie.showTasks', 'onView:kie.tasks']
      }
    ]
  }
];
