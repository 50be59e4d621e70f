/** For a laptop and for tests only, and open to all; a deployer makes keys of their own. */
export const DEVELOPMENT_KEYS: Readonly<Record<string, string>> = {
  ID_KEY: Buffer.from('not a secret: development ID_KEY').toString('base64'),
  ID_HASH_KEY: Buffer.from('not a secret: dev. ID_HASH_KEY !').toString('base64'),
};
