/** The loudest sample of each of `count` equal parts, scaled so that the loudest part is 1; silence stays 0. */
export function peaksOf(samples: Float32Array, parts: number): readonly number[] {
  const peaks = Array.from({ length: parts }, (_, part) => {
    const end = Math.floor(((part + 1) * samples.length) / parts);
    let peak = 0;
    for (let i = Math.floor((part * samples.length) / parts); i < end; i++)
      peak = Math.max(peak, Math.abs(samples[i] ?? 0));
    return peak;
  });
  const most = Math.max(...peaks);
  return most === 0 ? peaks : peaks.map(peak => peak / most);
}
