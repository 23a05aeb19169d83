import assert from 'node:assert/strict';
import { formPage } from '../../formPage.ts';
import { activate } from '../support.ts';

describe('form without a chosen model', () => {
  it('keeps the model that it shows when another model runs elsewhere', async () => {
    const { form, context } = (await activate()).testing;
    await context.workspaceState.update('kie.form.model', undefined);
    const { shown, close } = await formPage(form);
    try {
      const model = shown.model?.entry.id;
      assert.ok(model);
      const other = shown.models.find(({ id }) => id !== model)?.id;
      await context.globalState.update('kie.models.recent', [other]); // as a run from the command palette leaves it
      assert.equal((await form.current()).model, model);
    } finally {
      close();
    }
  });
});
