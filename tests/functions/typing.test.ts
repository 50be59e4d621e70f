import { CLAIM_LENGTH } from '#domain/accounts/claims';
import { credited } from '../../harness/ledgers';
import { GUARDIAN, idNumberOf, onPaper, registration, volunteer } from '../../harness/people';
import { inOneWorld, type Crowd } from '../support/one-world';
import { existing, serving } from '../../harness/teams';
import type { World } from '../../harness/world';

/** What is typed and pasted in whatever way arrives as one: on the way in, and wherever it is compared. */
let world: World;
let crowd: Crowd;
inOneWorld((started, people) => {
  world = started;
  crowd = people;
});

const wide = (text: string): string =>
  text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
const grouped = (idNumber: string): string =>
  `${idNumber.slice(0, 6)} ${idNumber.slice(6, 14)}－${wide(idNumber.slice(14).toLowerCase())}`;

describe('registering', () => {
  it('with numbers as the contacts copy them, and a name with another dot', async () => {
    const who = await crowd.newcomer();
    const typed = {
      name: ' 阿依古丽 • 买买提',
      phone: '+86 138-1234 5678',
      idNumber: grouped(idNumberOf('2010-05-01')),
    };
    const guardian = { ...GUARDIAN, name: '买买提　江', phone: '\u202d139 0000 0009\u202c' };
    await world.did(who, 'account.register', registration({ ...typed, guardian }));
    const { name, phone, volunteer: seen } = await world.did(who, 'account.view', {});
    expect({ name, phone }).toEqual({ name: '阿依古丽·买买提', phone: '13812345678' });
    expect(seen?.guardian).toMatchObject({ name: '买买提江', phone: '13900000009' });
  });

  it('under a long name in letters, and one of rare characters', async () => {
    for (const name of ['Maria Magdalena van der Bergh-O’Neill', '𠮷'.repeat(20)]) {
      const who = await crowd.newcomer();
      await world.did(who, 'account.register', registration({ name }));
      expect((await world.did(who, 'account.view', {})).name).toBe(name.replace('’', "'"));
    }
  });

  it('twice is refused, however the number is typed the second time', async () => {
    const idNumber = idNumberOf('1981-03-04');
    await volunteer(world, await crowd.newcomer(), { idNumber });
    expect(
      await world.code(
        await crowd.newcomer(),
        'account.register',
        registration({ idNumber: grouped(idNumber) }),
      ),
    ).toBe('ASK_STAFF');
  });

  it('again is the same person with another dot, width and case of the name', async () => {
    const who = await crowd.newcomer();
    const idNumber = idNumberOf('1971-05-06');
    const accountId = await volunteer(world, who, { name: 'Zhan·Smith', idNumber });
    await credited(world, accountId);
    for (const name of ['ＺＨＡＮ．Ｓｍｉｔｈ', 'zhan\u200b smith', 'Zhan-Smith']) {
      await world.did(who, 'account.consent', { kind: 'identity', given: false });
      expect(await world.code(who, 'account.register', registration({ name: 'Zhan Smyth', idNumber }))).toBe(
        'OTHER_PERSON',
      );
      expect(
        await world.code(who, 'account.register', registration({ name, idNumber: grouped(idNumber) })),
      ).toBe('OK');
    }
  });

  it('names the field that is too long and how long it may be', async () => {
    const who = await crowd.newcomer();
    const answer = await world.call(who, 'account.introduce', {
      name: '善'.repeat(51),
      phone: '13812345678',
    });
    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'BAD_INPUT', details: { field: 'name', characters: 50 } },
    });
  });
});

describe('compared', () => {
  it('the claim code, in small wide letters with gaps', async () => {
    const { code } = await world.did('leader', 'people.register', onPaper(world.leaderTeam));
    const who = await crowd.newcomer();
    const typed = wide(code.toLowerCase()).replace(/(.{4})/, '$1　') + '\u200b ';
    expect(typed.length).toBeGreaterThan(CLAIM_LENGTH);
    expect(await world.code(who, 'people.claim', { code: typed })).toBe('OK');
  });

  it('the number and mark of a certificate, in wide digits with gaps', async () => {
    const who = await crowd.newcomer();
    await credited(world, await volunteer(world, who));
    const { certificateId } = await world.did(who, 'certificates.issue', {});
    const { number, mark } = await world.did(who, 'certificates.view', { certificateId });
    const typed = { number: wide(number).replace(/－/g, ' — '), code: ` ${wide(mark.toLowerCase())}` };
    expect((await world.did('stranger', 'certificates.verify', typed)).state).toBe('VALID');
    const other = { ...typed, code: wide('0000-0000-0000') };
    expect((await world.did('stranger', 'certificates.verify', other)).state).toBe('UNKNOWN');
  });

  it('the name of who asks for their account on a new phone', async () => {
    const idNumber = idNumberOf('1966-06-07');
    await volunteer(world, await crowd.newcomer(), { name: '迪丽·热巴', idNumber });
    const next = await crowd.newcomer();
    await world.did(next, 'binding.request', { name: '迪丽．热巴', idNumber: grouped(idNumber) });
    const { bindings } = await world.did('officer', 'binding.waiting', {});
    expect(bindings.map(({ name }) => name)).toContain('迪丽·热巴');
  });

  it('the leader of a team that staff register, and the team’s name when it is looked for', async () => {
    await serving(world, 'local', 'county');
    const who = await crowd.newcomer();
    await volunteer(world, who, { name: 'Anna Smith' });
    const input = await existing(world, who, { name: '２０２６·Ａ队', leaderName: 'ＡＮＮＡ　SMITH' });
    const typed = { ...input, leaderNumber: wide(input.leaderNumber), phone: '+86 398 2900000' };
    const { teamId } = await world.did('local', 'teams.register', typed);
    expect((await world.did(who, 'teams.view', { teamId })).phone).toBe('0398-2900000');
    const found = await world.did('anyone', 'teams.list', {
      place: { longitude: 111.21, latitude: 34.78 },
      text: '2026.a\u200b队',
    });
    expect(found.teams.map(({ id }) => id)).toEqual([teamId]);
    const { members } = await world.did(who, 'teams.members', { teamId, text: 'anna　SM' });
    expect(members).toHaveLength(1);
  });
});
