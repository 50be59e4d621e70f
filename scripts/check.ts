import { spawn } from 'node:child_process';

/** All that decides whether a change lands. What stands in one stage runs at once: none but tests keep two cores busy. */
const STAGES = [['lint', 'types', 'build', 'compile'], ['test:all'], ['test:anyday']] as const;

interface Outcome {
  readonly name: string;
  readonly passed: boolean;
  readonly seconds: number;
}

/** Alone, it prints as it goes; beside another one, at its end. */
function run(name: string, alone: boolean): Promise<Outcome> {
  const begun = performance.now();
  const child = spawn('npm', ['run', '--silent', name], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (alone ? process.stdout.write(chunk) : said.push(chunk)));
  return new Promise((resolve) => {
    child.on('close', (code) => {
      process.stdout.write(Buffer.concat(said));
      resolve({ name, passed: code === 0, seconds: Math.round((performance.now() - begun) / 1000) });
    });
  });
}

async function main(): Promise<void> {
  const outcomes: Outcome[] = [];
  for (const stage of STAGES) {
    console.log(`\n── ${stage.join(', ')}`);
    outcomes.push(...(await Promise.all(stage.map((name) => run(name, stage.length === 1)))));
    if (outcomes.some(({ passed }) => !passed)) break;
  }
  console.log();
  for (const { name, passed, seconds } of outcomes)
    console.log(`${passed ? 'passed' : 'FAILED'}  ${name.padEnd(12)} ${String(seconds).padStart(4)} s`);
  process.exitCode = outcomes.every(({ passed }) => passed) ? 0 : 1;
}

void main();
