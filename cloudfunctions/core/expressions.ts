import type { Instant } from '#domain/time';
import type { CollectionName } from '../schema';
import type { Stage } from './database';

/** What a look-up says to the database, in its own language. */

/** Is nothing's id and stands in no field that is looked up by. */
const NOBODY = '{nobody}';

/** What stands between braces is put in by the database: every second part. */
export function expressionOf(value: string): unknown {
  const parts = value.split(/\{([\w.]+)\}/);
  const expressions = parts.map((part, i) => (i % 2 === 0 ? { $literal: part } : standsFor(part)));
  return expressions.length === 1 ? expressions[0] : { $concat: expressions };
}

const standsFor = (name: string): unknown =>
  name === 'me' ? '$me' : { $ifNull: [{ $arrayElemAt: [`$${name}`, 0] }, NOBODY] };

/**
 * What stands at a path, and beside it what is never found. A look-up by nothing at all would look for null, and
 * null meets every document that lacks the field. A list in a document that was found itself is a list in a list.
 */
export function valuesAt(path: string): unknown {
  const found = listOf({ $ifNull: [`$${path}`, []] });
  const flat = {
    $reduce: { input: found, initialValue: [], in: { $concatArrays: ['$$value', listOf('$$this')] } },
  };
  return { $concatArrays: [flat, [NOBODY]] };
}

const listOf = (value: unknown): unknown => ({ $cond: [{ $isArray: [value] }, value, [value]] });

/** One document is read, whatever the collection holds. */
export const firstIn = (name: string, from: CollectionName, field: string): Stage => ({
  lookup: {
    from,
    pipeline: [
      // A date is above this one; what is missing is not, whether the index holds it or not.
      { $match: { [field]: { $gt: new Date(0) } } },
      { $sort: { [field]: 1 } },
      { $limit: 1 },
      { $project: { _id: 0, at: `$${field}` } },
    ],
    as: name,
  },
});

/** The same from the other end, whole. */
export const lastIn = (name: string, from: CollectionName, field: string): Stage => ({
  lookup: {
    from,
    pipeline: [{ $match: { [field]: { $gt: new Date(0) } } }, { $sort: { [field]: -1 } }, { $limit: 1 }],
    as: name,
  },
});

/** Only ids: what they say now is looked up by them. */
export const writtenSince = (name: string, from: CollectionName, slotId: string, since: Instant): Stage => ({
  lookup: {
    from,
    pipeline: [{ $match: { slotId, changedAt: { $gte: new Date(since) } } }, { $project: { _id: 1 } }],
    as: name,
  },
});

/** Of each document found under this name these fields; one that it lacks stays away. */
export function partsOf(name: string, fields: readonly string[]): unknown {
  const part: Record<string, unknown> = { _id: '$$each._id' };
  for (const field of fields) {
    const [head = '', tail] = field.split('.');
    const within =
      tail === undefined ? {} : { ...(part[head] as object | undefined), [tail]: `$$each.${field}` };
    part[head] = tail === undefined ? `$$each.${field}` : within;
  }
  return { $map: { input: `$${name}`, as: 'each', in: part } };
}

/** Each document found under this name with those entries alone of a map in it whose keys are among these. */
export const withEntries = (name: string, map: string, keys: unknown): unknown => ({
  $map: {
    input: `$${name}`,
    as: 'each',
    in: {
      $mergeObjects: [
        '$$each',
        {
          [map]: {
            $arrayToObject: {
              $filter: {
                input: { $objectToArray: `$$each.${map}` },
                as: 'entry',
                cond: { $in: ['$$entry.k', keys] },
              },
            },
          },
        },
      ],
    },
  },
});
