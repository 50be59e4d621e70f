import { station } from './small-city';

/** Rows `from` to `to` of stations on a grid around the centre, a hundredth of a degree apart. */
export function grid(from: number, to: number) {
  const rows = [];
  for (let i = from; i < to; i += 1) {
    // A spiral keeps the density while the city grows outward.
    const ring = Math.ceil((Math.sqrt(i + 1) - 1) / 2);
    const at = i - (2 * ring - 1) ** 2;
    const side = Math.max(1, 2 * ring);
    const edge = Math.floor(at / side) % 4;
    const along = (at % side) - ring + 1;
    const [x, y] = [
      [ring, along],
      [-along, ring],
      [-ring, -along],
      [along, -ring],
    ][edge] ?? [0, 0];
    const place = { longitude: 111.2 + (x ?? 0) * 0.01, latitude: 34.78 + (y ?? 0) * 0.01 };
    rows.push({ ...station(`p${i}`, 's1', 'station'), place });
  }
  return rows;
}
