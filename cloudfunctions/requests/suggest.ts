import { suggested } from '#domain/requests/suggesting';
import { point } from '../core/database';
import { count, findWith, manyBy, needed, one, only } from '../core/loading';
import { useCase } from '../core/use-case';

/** Nearest teams that are looked at, of which those with the best reasons stand first. */
const TEAMS_AROUND = 20;
/** What a team's last ones came to. */
const LATEST = 10;

/** The last requests that a team had: whether it did them. */
const hadLately = manyBy<{ teamId: string; ending?: string }>('requests', (as) => [
  {
    lookup: {
      from: 'requests',
      let: { team: '$_id' },
      pipeline: [
        { $match: { $expr: { $eq: ['$hadBy', '$$team'] } } },
        { $sort: { closedAt: -1 } },
        { $limit: LATEST },
        { $project: { _id: 0, teamId: 1, ending: 1 } },
      ],
      as,
    },
  },
]);

/** Teams near where help is needed, in the order of reasons that are told with each: nothing about it is hidden. */
export const suggestTeams = useCase('requests.suggest', {
  ask: ({ requestId }) => ({
    request: needed(only(one('requests', requestId), ['areas', 'place', 'tried'])),
  }),
  subject: ({ request: { areas } }) => ({ areas }),

  async run({ loaded: { request } }) {
    const geoNear = {
      near: point(request.place),
      spherical: true as const,
      distanceField: 'distance',
      key: 'spot',
      limit: TEAMS_AROUND,
      query: {},
    };
    const found = await findWith(
      'teams',
      [{ geoNear }, { project: { name: 1, areas: 1, place: 1 } }],
      TEAMS_AROUND,
      ({ _id }) => ({ load: count('requests', 'withTeam', _id), had: hadLately }),
    );
    const teams = found.map(({ _id, name, areas, place, load, had }) => ({
      id: _id,
      name,
      areas,
      place,
      load,
      had: had.map(({ teamId, ending }) => teamId === _id && ending === 'done'),
    }));
    return { teams: suggested(request, teams) };
  },
});
