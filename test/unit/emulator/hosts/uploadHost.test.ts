import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Emulator } from '../../../emulator/emulator.ts';
import { sample, withEmulator } from '../client.ts';

type Fields = Readonly<Record<string, string>>;

const post = async (emulator: Emulator, path: string, body: FormData | Fields): Promise<unknown> => {
  const response = await fetch(`${emulator.uploadBaseUrl}/api/${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${emulator.key}`,
      ...(body instanceof FormData ? {} : { 'content-type': 'application/json' })
    },
    body: body instanceof FormData ? body : JSON.stringify(body)
  });
  return response.json();
};

function stream(emulator: Emulator, fields: Fields, bytes: Buffer): Promise<unknown> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([new Uint8Array(bytes)]), 'jump.txt');
  return post(emulator, 'file-stream-upload', form);
}

async function fetched(emulator: Emulator, fields: Fields, bytes: Buffer): Promise<unknown> {
  const base64Data = bytes.toString('base64');
  const source = await post(emulator, 'file-base64-upload', { base64Data, uploadPath: 'source' });
  const fileUrl = (source as { data: { downloadUrl: string } }).data.downloadUrl;
  return post(emulator, 'file-url-upload', { ...fields, fileUrl });
}

const KINDS: readonly (readonly [
  kind: string,
  upload: (emulator: Emulator, fields: Fields, bytes: Buffer) => Promise<unknown>,
  textName: RegExp,
  imageName: RegExp
])[] = [
  ['stream', stream, /^\d{13}-[0-9a-z]{11}\.bin$/, /^\d{13}-[0-9a-z]{11}\.png$/],
  [
    'base64',
    (emulator, fields, bytes) =>
      post(emulator, 'file-base64-upload', { ...fields, base64Data: bytes.toString('base64') }),
    /^uploaded-\d{13}-[0-9a-z]{11}\.bin$/,
    /^uploaded-\d{13}-[0-9a-z]{11}\.bin$/
  ],
  ['URL', fetched, /^\d{13}-[0-9a-z]{11}\.bin$/, /^\d{13}-[0-9a-z]{11}\.png$/]
];

const FILES = [
  ['a text', Buffer.from('Hello World'), 'application/octet-stream'],
  ['an image', sample('portrait.png'), 'image/png']
] as const;

for (const [kind, upload, textName, imageName] of KINDS) {
  for (const [what, bytes, mimeType] of FILES) {
    for (const fileName of [undefined, 'a.dat']) {
      test(`${kind} upload of ${what} ${fileName === undefined ? 'without' : 'with'} a name, as recorded`, () =>
        withEmulator({}, async emulator => {
          const fields = { uploadPath: 'images/test', ...(fileName === undefined ? {} : { fileName }) };
          const response = (await upload(emulator, fields, bytes)) as { data: Record<string, unknown> };
          const name = String(response.data['fileName']);
          if (fileName === undefined) assert.match(name, what === 'a text' ? textName : imageName);
          else assert.equal(name, fileName);
          assert.deepEqual(response, {
            success: true,
            code: 200,
            msg: 'File uploaded successfully',
            data: {
              success: true,
              fileName: name,
              filePath: `kieai/10001/images/test/${name}`,
              downloadUrl: `${emulator.storageBaseUrl}/kieai/10001/images/test/${name}`,
              fileSize: bytes.length,
              mimeType,
              uploadedAt: response.data['uploadedAt']
            }
          });
          assert.match(String(response.data['uploadedAt']), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
        }));
    }
  }
}
