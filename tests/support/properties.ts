import fc from 'fast-check';

// Properties are tried on the same examples each time; SEED=<any integer> tries others.
fc.configureGlobal({ seed: Number(process.env['SEED'] ?? 20_260_301) });
