import * as l10n from '@vscode/l10n';

/**
 * Copies an image to the clipboard, as PNG, which is the type that every system accepts.
 * @throws when the image cannot be decoded or is too large
 */
export async function copyImage(src: string): Promise<void> {
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': pngOf(src) })]);
}

async function pngOf(src: string): Promise<Blob> {
  const image = new Image();
  // Without this, reading the canvas is forbidden.
  image.crossOrigin = 'anonymous';
  image.src = src;
  try {
    await image.decode();
  } catch (error) {
    throw new Error(l10n.t("VS Code can't show this image."), { cause: error });
  }
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  canvas.getContext('2d')?.drawImage(image, 0, 0);
  return new Promise((resolve, reject) => {
    canvas.toBlob(blob => {
      if (blob === null) reject(new Error(l10n.t('The image is too large to copy.')));
      else resolve(blob);
    }, 'image/png');
  });
}
