/**
 * The keys that functions encrypt and find ID numbers with. They come from the environment of whoever
 * deploys, never from a file of the project, and are set in the cloud once: numbers kept under one key
 * cannot be read under another, so a deployment with other keys is refused.
 */
import type { Project } from 'miniprogram-ci';
import { DEVELOPMENT_KEYS } from './development-keys';

export const KEY_NAMES = ['ID_KEY', 'ID_HASH_KEY'] as const;
export type Keys = Readonly<Record<(typeof KEY_NAMES)[number], string>>;
/** Functions that ask for them; the jobs never do. */
export const KEY_HOLDERS: readonly string[] = ['member', 'organizer'];

type Variables = Readonly<Record<string, string | undefined>>;
const KEY_BYTES = 32;

/** Every fault at once, in words. */
export function keyFaults(environment: Variables): string[] {
  const faults = KEY_NAMES.flatMap((name) => {
    const value = environment[name] ?? '';
    if (value === '')
      return [`No ${name}: 32 random bytes in base64, as 'openssl rand -base64 32' makes them.`];
    if (Buffer.from(value, 'base64').length !== KEY_BYTES) return [`${name} is not 32 bytes in base64.`];
    return value === DEVELOPMENT_KEYS[name] ? [`${name} is the development key, which everybody knows.`] : [];
  });
  const [one, other] = KEY_NAMES.map((name) => environment[name]);
  if (faults.length === 0 && one === other) return ['ID_KEY and ID_HASH_KEY are the same.'];
  return faults;
}

interface Variable {
  readonly key: string;
  readonly value: string;
}

/** What to set where these stand now; null when nothing is to be done. Throws for keys other than those in use. */
export function wantedVariables(standing: readonly Variable[], keys: Keys): Variable[] | null {
  const other = KEY_NAMES.filter((name) => standing.some((v) => v.key === name && v.value !== keys[name]));
  if (other.length > 0)
    throw new Error(`${other.join(' and ')} differ from those in use: numbers kept could not be read.`);
  const missing = KEY_NAMES.filter((name) => !standing.some((v) => v.key === name));
  if (missing.length === 0) return null;
  return [...standing, ...missing.map((name) => ({ key: name, value: keys[name] }))];
}

/** As much as we use of what the upload tool has inside: it offers no way of its own to set variables. */
interface CloudApi {
  readonly TransactType: { readonly IDE: unknown };
  tcbGetEnvironments(
    input: object,
    by: object,
  ): Promise<{ envList: { envId: string; functions: { region: string }[] }[] }>;
  scfGetFunctionInfo(input: object, by: object): Promise<{ environment: { variables: Variable[] } }>;
  scfUpdateFunctionInfo(input: object, by: object): Promise<unknown>;
}
interface Transact {
  initCloudAPI(appid: string): void;
  boundTransactRequest(project: Project): unknown;
}

export async function setKeys(
  project: Project,
  env: string,
  functionName: string,
  keys: Keys,
): Promise<void> {
  const paths = ['miniprogram-ci/dist/common/cloud-api', 'miniprogram-ci/dist/ci/cloud/cloudapi'] as const;
  const [api, transact] = (await Promise.all(paths.map((path) => import(path)))) as [CloudApi, Transact];
  transact.initCloudAPI(project.appid);
  const by = { request: transact.boundTransactRequest(project), transactType: api.TransactType.IDE };
  const { envList } = await api.tcbGetEnvironments({}, by);
  const region = envList.find(({ envId }) => envId === env)?.functions[0]?.region;
  if (region === undefined) throw new Error(`There is no environment ${env}.`);
  const target = { namespace: env, region, functionName };
  const { environment } = await api.scfGetFunctionInfo(target, by);
  const variables = wantedVariables(environment.variables, keys);
  if (variables) await api.scfUpdateFunctionInfo({ ...target, environment: { variables } }, by);
}
