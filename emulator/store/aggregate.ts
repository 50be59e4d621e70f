import { Aggregator } from 'mingo/aggregator';
import { Context } from 'mingo/core';
import type { CollectionData } from './collection';
import { isFields } from './copy';
import { operators, refusing } from './expressions';
import { distance, metres, nearOf, pointsOf, type Near } from './geometry';
import { lookupWith } from './lookup';
import type { Variables } from './match';
import { resolveAll } from './paths';
import type { Pipeline, Scope } from './pipeline';
import { search, type Search } from './search';
import { checkOrder } from './sort';
import { fieldsOf, matched, positive, refuseNear, sampleWith, setField, stages } from './stages';
import { StoreError, type Document, type Value } from './types';
import type { Fields } from './update-paths';

const bad = (message: string): StoreError => new StoreError('DATABASE_REQUEST_FAILED', message);

/**
 * Runs stages over a collection. The first ones ($match, $sort, $skip, $limit, or $geoNear) are one search,
 * so that indexes serve them; the rest work on what it found.
 */
export function aggregate(scope: Scope, from: string, pipeline: Pipeline, variables?: Variables): Value[] {
  const collection = scope.collection(from);
  const geo = pipeline[0]?.[0] === '$geoNear';
  const { documents, rest } = geo
    ? nearest(scope, collection, pipeline)
    : begin(scope, collection, pipeline, variables);
  if (rest.length === 0) return documents;
  const context = Context.init({
    ...operators,
    pipeline: {
      ...stages,
      $sample: sampleWith(scope.random),
      $lookup: lookupWith(scope, variables ?? {}, aggregate),
    },
  });
  const steps = rest.map(([stage, operand]) => ({ [checked(stage)]: operand }));
  return refusing(() =>
    new Aggregator(steps, { context, ...(variables && { variables }) }).run<Fields>(documents),
  );
}

function checked(stage: string): string {
  if (!Object.hasOwn(stages, stage) && stage !== '$sample' && stage !== '$lookup') {
    throw bad(`Unrecognized pipeline stage name: '${stage}'`);
  }
  return stage;
}

interface Beginning {
  readonly documents: Document[];
  readonly rest: Pipeline;
}

function begin(
  scope: Scope,
  collection: CollectionData,
  pipeline: Pipeline,
  variables: Variables | undefined,
): Beginning {
  const queries: Fields[] = [];
  const request: Search = { query: {}, ...(variables && { variables }) };
  let at = 0;
  for (const [stage, operand] of pipeline) {
    if (stage === '$match' && !request.order && request.limit === undefined && !request.offset)
      queries.push(matched(operand));
    else if (stage === '$sort' && !request.order && !request.offset && request.limit === undefined) {
      request.order = checkOrder(fieldsOf(stage, operand));
    } else if (stage === '$skip' && !request.offset && request.limit === undefined) {
      request.offset = operand === 0 ? 0 : positive(stage, operand);
    } else if (stage === '$limit' && request.limit === undefined) request.limit = positive(stage, operand);
    else break;
    at++;
  }
  const [only] = queries;
  request.query = queries.length > 1 ? { $and: queries } : (only ?? {});
  const found = search(collection, request);
  scope.plans.push(...found.plans);
  return { documents: found.documents, rest: pipeline.slice(at) };
}

/** What $geoNear finds unless it says how many, before MongoDB 4.2; which version runs is not documented. */
const NEAR_BY_DEFAULT = 100;

/** $geoNear: the nearest first, with their distance. A $limit right behind it ends the reading. */
function nearest(scope: Scope, collection: CollectionData, pipeline: Pipeline): Beginning {
  const spec = fieldsOf('$geoNear', pipeline[0]?.[1]);
  const { distanceField, key, query = {}, distanceMultiplier = 1 } = spec;
  if (typeof distanceField !== 'string' || !isFields(query)) throw bad('$geoNear needs a distanceField');
  if (typeof distanceMultiplier !== 'number') throw bad('distanceMultiplier must be a number');
  const [only, ...others] = collection.geoIndexes;
  if (key === undefined && others.length > 0) {
    throw bad('There is more than one 2dsphere index; unsure which to use for $geoNear');
  }
  const path = typeof key === 'string' ? key : only?.path;
  if (path === undefined) throw bad('unable to find index for $geoNear query');
  refuseNear(query);
  const condition = {
    $geometry: spec['near'],
    ...edge('$minDistance', spec['minDistance']),
    ...edge('$maxDistance', spec['maxDistance']),
  };
  const own = positive('$geoNear', spec['num'] ?? spec['limit'] ?? NEAR_BY_DEFAULT);
  const [next] = pipeline.slice(1);
  const limit = next?.[0] === '$limit' ? Math.min(own, positive('$limit', next[1])) : own;
  const found = search(collection, {
    query: { $and: [{ [path]: { $nearSphere: condition } }, query] },
    limit,
  });
  scope.plans.push(...found.plans);
  const near = nearOf(condition);
  const documents = found.documents.map((document) => {
    const away = awayFrom(near, document, path);
    const out = setField(document, distanceField.split('.'), away.metres * distanceMultiplier);
    const places = spec['includeLocs'];
    return (typeof places === 'string' ? setField(out, places.split('.'), away.place) : out) as Document;
  });
  return { documents, rest: pipeline.slice(1) };
}

const edge = (name: string, value: Value): Fields =>
  value === undefined || value === null ? {} : { [name]: metres(value, 0) };

function awayFrom(near: Near, document: Document, path: string): { metres: number; place: Value } {
  let best = { metres: Infinity, place: null as Value };
  for (const value of resolveAll(document, path)) {
    for (const position of pointsOf(value)) {
      const away = distance(near.centre, position);
      if (away < best.metres) best = { metres: away, place: value };
    }
  }
  return best;
}
