import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { requests } from '../emulatorCalls.ts';
import { answerQuickPicks } from '../userActions.ts';

const asked = async (): Promise<number> =>
  (await requests()).filter(({ path }) => path.includes('model-pricing')).length;

describe('Show Model Price', () => {
  const show = (model?: string) => vscode.commands.executeCommand('kie.showPrice', model);

  it("shows our price and KIE's own words, without a request for the price list", async () => {
    const before = await asked();
    const [list] = await answerQuickPicks([undefined], () => show('nano-banana-2'));
    assert.equal(list?.title, 'Price of Nano Banana 2');
    const lines = list.items.map(({ label, description }) => `${label} ${description ?? ''}`);
    assert.match(lines.join('\n'), /^8 credits per image with Resolution 1K/m);
    assert.match(lines.join('\n'), /KIE's own words, read on \d/);
    assert.match(lines.join('\n'), /Each image at resolution 1K costs 8 credits/);
    assert.equal(await asked(), before);
  });

  it("shows KIE's price list for a model without its own words, read once a day", async () => {
    const before = await asked();
    const [list] = await answerQuickPicks([undefined], () => show('runway/gen4-aleph'));
    assert.match(list?.items.map(({ label }) => label).join('\n') ?? '', /KIE's price list of \d/);
    const once = await asked();
    assert.ok(once > before);
    await answerQuickPicks([undefined], () => show('elevenlabs/audio-isolation'));
    assert.equal(await asked(), once);
    assert.ok(
      (await requests())
        .filter(({ path }) => path.includes('model-pricing'))
        .every(({ headers }) => !headers['authorization'])
    );
  });

  it('shows no price for queries, and an unknown price for models without one', async () => {
    const shownText = async (model: string): Promise<string> => {
      const [list] = await answerQuickPicks([undefined], () => vscode.commands.executeCommand('kie.showPrice', model));
      return list?.items.map(({ label }) => label).join('\n') ?? '';
    };
    assert.doesNotMatch(await shownText('/veo/record-info'), /not known|prices of the model table/);
    assert.match(await shownText('/runway/extend'), /Price unknown/);
    assert.match(await shownText('/veo/get-1080p-video'), /^5 credits per video/);
  });
});
