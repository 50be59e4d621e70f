/**
 * The rooms of the house, from the ground up. A file imports from its own room and from those below it, never from one
 * above: so no two rooms import each other. `.dependency-cruiser.cjs` holds it in `npm run lint`,
 * `npm run graph` draws it.
 */

const area = (name) => [name, `^cloudfunctions/${name}/(?!(documents|views|off|frame|people|fresh)[.]ts$)`];

const rules = (name) => [`domain/${name}`, `^miniprogram/domain/${name}/(?!(views|page)[.]ts$)`];

const ROOMS = [
  // The rules, which phones and cloud share.
  ['domain', '^miniprogram/domain/(?!contract[.]ts$)[^/]+[.]ts$'],
  ...[
    'stations',
    'teams',
    'accounts',
    'messages',
    'activities',
    'signups',
    'visits',
    'attendance',
    'hours',
  ].map(rules),
  ...['benefits', 'certificates', 'requests', 'home', 'callups'].map(rules),
  // What an activity's page shows is also who signed up for it: views know each other, rules do not.
  ['domain views', '^miniprogram/domain/[^/]+/(views|page)[.]ts$'],
  ['contract', '^miniprogram/domain/contract(/|[.]ts$)'],

  // The phone.
  ['services', '^miniprogram/services/'],
  ['kit', '^miniprogram/kit/'],
  ['components', '^miniprogram/(components|custom-tab-bar)/'],
  ['pages', '^miniprogram/(pages|packages)/'],
  ['app', '^miniprogram/app[.]ts$'],

  // The cloud: what is kept, how, what of it is shown, and then the areas, each on those that it needs.
  ['schema', '^cloudfunctions/(schema|pushes|budget)[.]ts$'],
  ['core values', '^cloudfunctions/core/values[.]ts$'],
  ['documents', '^cloudfunctions/(documents|lives|[^/]+/documents)[.]ts$'],
  ['core', '^cloudfunctions/core/(?!values[.]ts$)'],
  ['records', '^cloudfunctions/(?!teams/people)[^/]+/(views|off|frame|people|fresh)[.]ts$'],
  ...['city', 'messages', 'stations', 'photos'].map(area),
  ['teams', '^cloudfunctions/teams/(?!(documents|views)[.]ts$)'],
  ...['signups', 'activities', 'attendance', 'hours', 'accounts', 'requests', 'certificates', 'benefits'].map(
    area,
  ),
  area('callups'),
  ['functions', '^cloudfunctions/(jobs|member|organizer)/(?!documents[.]ts$)'],

  // The local cloud, which knows nothing of any app.
  ['emulator base', '^emulator/(values|limits|clock|config|http|lock|errors|faults)[.]ts$'],
  ['emulator store', '^emulator/store/'],
  ['emulator records', '^emulator/(metrics|records|action)[.]ts$'],
  ['emulator functions', '^emulator/functions/'],
  ['emulator pushes', '^emulator/pushes[.]ts$'],
  ['emulator storage', '^emulator/storage/'],
  ['emulator openapi', '^emulator/openapi/'],
  ['emulator gateway', '^emulator/gateway/'],
  ['emulator', '^emulator/(emulator|surface|index|seeding|kept-seeds|main)[.]ts$'],

  // The phone in a browser, which knows nothing of any app.
  ['simulator assets', '^simulator/(assets|wechat)/'],
  ['simulator compiler', '^simulator/compiler/'],
  ['runtime base', '^simulator/runtime/(host|persona|walk|boot|dom|api|templates)[.]ts$'],
  ['runtime framework', '^simulator/runtime/framework/'],
  ['runtime pages', '^simulator/runtime/pages/'],
  ['runtime ui', '^simulator/runtime/ui/'],
  ['runtime components', '^simulator/runtime/components/'],
  ['runtime wx', '^simulator/runtime/wx/'],
  ['runtime shell', '^simulator/runtime/shell/'],
  ['runtime', '^simulator/runtime/(main|phone|simulator)[.]ts$'],
  ['panel', '^simulator/runtime/panel/'],
  ['simulator', '^simulator/server/'],

  // What stands on all of it.
  ['cities', '^scripts/cities/'],
  ['build', '^scripts/(?!start[.]ts$|graph[.]mjs$)[^/]+$'],
  ['seed', '^scripts/seed/'],
  ['configuration', '^(cloud|phone)[.]config[.]ts$'],
  ['start', '^scripts/(start[.]ts|graph[.]mjs)$'],
  ['harness', '^harness/'],
  ['pictures', '^scripts/pictures/'],
  ['bench', '^bench/'],
  ['tests', '^tests/'],
];

/** Where to look; tests are above all of it, and nothing imports them. */
const SOURCES = [
  'miniprogram',
  'cloudfunctions',
  'emulator',
  'simulator',
  'harness',
  'scripts',
  'bench',
  'cloud.config.ts',
  'phone.config.ts',
];

module.exports = { ROOMS, SOURCES };
