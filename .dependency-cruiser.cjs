const { ROOMS } = require('./rooms.cjs');

/** Arrows that run up today, each by its name. */
const EXCEPTIONS = {
  // A button opens sheets of WeChat that its APIs open, too.
  'runtime components': ['^simulator/runtime/wx/(settings|privacy)[.]ts$'],
};

/** Names of the rooms above, so that a message says both. */
const onlyDown = ROOMS.slice(0, -1).map(([name, path], at) => ({
  name: `${name} imports only what stands below it`,
  severity: 'error',
  from: { path },
  to: { path: ROOMS.slice(at + 1).map(([, above]) => above), pathNot: EXCEPTIONS[name] ?? [] },
}));

const apart = (name, folder) => ({
  name: `${name} knows nothing of the app`,
  severity: 'error',
  from: { path: `^${folder}/` },
  to: {
    path: '^(miniprogram|cloudfunctions|scripts|data|harness)/|[.]config[.]ts$',
    pathNot: 'node_modules',
  },
});

module.exports = {
  forbidden: [
    ...onlyDown,
    apart('the emulator', 'emulator'),
    apart('the simulator', 'simulator'),
    {
      name: 'the cloud takes rules from the phone, nothing else',
      severity: 'error',
      from: { path: '^cloudfunctions/' },
      to: { path: '^miniprogram/(?!domain/)' },
    },
    {
      name: 'the phone takes nothing from the cloud',
      severity: 'error',
      from: { path: '^miniprogram/' },
      to: { path: '^cloudfunctions/' },
    },
    {
      name: 'no circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'each file has its room',
      severity: 'error',
      from: {
        pathNot: [...ROOMS.map(([, path]) => path), 'node_modules', '[.]json$', '[.](css|png|d[.]ts)$'],
      },
      to: { path: '.' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['miniprogram_npm', '^dist', '^[.]local'] },
    tsPreCompilationDeps: 'specify',
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      conditionNames: ['import', 'require', 'node'],
    },
  },
};
