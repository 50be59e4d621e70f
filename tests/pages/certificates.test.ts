import fc from 'fast-check';
import type { CertificateCard, CertificateView, Verification } from '#domain/certificates/views';
import { LIST_START, type ListPage, type ListPlace } from '#domain/certificates/list';
import { certificateStates } from '#domain/certificates/verify';
import { startOfDayNamed } from '#domain/time';
import { certificateRow, periodInput, thisYear } from '../../miniprogram/packages/certificate/list/model';
import { missing, resultModel, sceneIn } from '../../miniprogram/packages/certificate/verify/model';
import { readToEnd } from '../../miniprogram/packages/certificate/verify/reading';
import type { Result } from '../../miniprogram/services/cloud';
import { fileName, viewModel } from '../../miniprogram/packages/certificate/view/model';
import { pagesOf, sentence } from '../../miniprogram/packages/certificate/view/paper';
import { periodWords, stateWords } from '../../miniprogram/packages/certificate/words';
import { PAPER, widthOf, wrapped, type Sheet } from '../../miniprogram/services/paper';

const now = startOfDayNamed('2026-11-22');

const card: CertificateCard = {
  id: '20260123456789',
  number: '4112-2026-0123456789',
  from: '2026-03-01',
  to: '2026-11-20',
  minutes: 1590,
  services: 12,
  issuedAt: now,
  state: 'VALID',
  revoked: null,
};
const row = (own: Partial<CertificateView['rows'][number]> = {}) => ({
  day: '2026-03-01',
  title: '社区义剪',
  venue: '甘棠社区站',
  team: '暖心理发队',
  minutes: 120,
  correction: false,
  ...own,
});
const view = (own: Partial<CertificateView> = {}): CertificateView => ({
  ...card,
  name: '张小三',
  volunteerNumber: '4112000001',
  recordingUnit: '三门峡市新时代文明实践中心',
  rows: [row()],
  code: 'wmc1.x',
  mark: '7K3F-92QX-A8BD',
  codeImage: null,
  ...own,
});

const textsOf = (page: Sheet): string[] =>
  page.flatMap((stroke) => (stroke.kind === 'text' ? [stroke.text] : []));

describe('the paper', () => {
  test('says who, when, what, how long, by whom recorded, and how to verify it', () => {
    const [page = []] = pagesOf(view());
    const said = textsOf(page).join('\n');
    for (const word of [
      '志愿服务记录证明',
      '张小三',
      '4112000001',
      '2026年3月1日',
      '2026年11月20日',
      '26 小时 30 分',
      '社区义剪',
      '甘棠社区站',
      '暖心理发队',
      '4112-2026-0123456789',
      '7K3F-92QX-A8BD',
      '三门峡市新时代文明实践中心',
      '平台记录',
      '免费',
      '第 1 页，共 1 页',
    ])
      expect(said.replace(/\n/g, '')).toContain(word);
    expect(page.filter((stroke) => stroke.kind === 'code')).toHaveLength(1);
  });

  test('has every line of the list on some page, whole, and nothing beyond the edges', () => {
    const rows = fc.array(
      fc.record({
        title: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
        venue: fc.string({ maxLength: 40 }),
        minutes: fc.integer({ min: -600, max: 600 }),
        correction: fc.boolean(),
      }),
      { minLength: 1, maxLength: 60 },
    );
    fc.assert(
      fc.property(rows, (own) => {
        const all = own.map((each) => row(each));
        const pages = pagesOf(view({ rows: all }));
        const said = pages.map((page) => textsOf(page).join('')).join('');
        for (const { title, correction } of all)
          expect(said).toContain(`${correction ? '更正：' : ''}${title}`);
        expect(
          pages.every((page) => textsOf(page).some((text) => text.includes(`共 ${pages.length} 页`))),
        ).toBe(true);
        for (const stroke of pages.flat()) {
          const bottom =
            stroke.kind === 'text'
              ? stroke.y
              : stroke.y + (stroke.kind === 'box' ? stroke.height : stroke.size);
          expect(bottom).toBeLessThanOrEqual(PAPER.height);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('holds about twenty lines on each further page', () => {
    const pages = pagesOf(view({ rows: Array.from({ length: 100 }, () => row()) }));
    const listed = pages.map((page) => textsOf(page).filter((text) => text === '社区义剪').length);
    expect(listed[0]).toBeGreaterThanOrEqual(10);
    expect(listed[1]).toBeGreaterThanOrEqual(18);
    expect(listed.reduce((a, b) => a + b)).toBe(100);
  });

  test('breaks lines where they are full and loses no letter', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), fc.integer({ min: 60, max: 400 }), (text, wide) => {
        const lines = wrapped(text, 20, wide);
        expect(lines.join('')).toBe(text);
        for (const line of lines)
          expect(widthOf(line.replace(/[，。；：、）”]+$/, ''), 20)).toBeLessThanOrEqual(Math.max(wide, 20));
      }),
    );
  });

  test('one day needs no “至”; who has no number is named without', () => {
    expect(periodWords({ from: '2026-03-01', to: '2026-03-01' })).toBe('2026年3月1日');
    expect(sentence(view({ volunteerNumber: '' }))).toContain('张小三在 2026年3月1日');
  });
});

describe('my list', () => {
  test('says what each is worth, and why it is not', () => {
    expect(certificateRow(card)).toMatchObject({ state: '有效', note: '', sum: '12 次，共 26 小时 30 分' });
    const revoked = { at: now, reason: '重复开具', by: 'staff' as const };
    expect(certificateRow({ ...card, state: 'REVOKED', revoked }).note).toBe(
      '2026年11月22日由工作人员作废：重复开具',
    );
    const own = { at: now, reason: '', by: 'holder' as const };
    expect(certificateRow({ ...card, state: 'REVOKED', revoked: own }).note).toBe(
      '2026年11月22日由持有人收回',
    );
    expect(certificateRow({ ...card, state: 'SUPERSEDED' }).note).not.toBe('');
  });

  test('asks for a year, for all, or for days that run forwards', () => {
    expect(thisYear(now)).toEqual({ from: '2026-01-01', to: '2026-11-22' });
    const days = { from: '2026-03-01', to: '2026-03-31' };
    expect(periodInput('year', days, now)).toEqual({ from: '2026-01-01' });
    expect(periodInput('all', days, now)).toEqual({});
    expect(periodInput('chosen', days, now)).toEqual(days);
    expect(periodInput('chosen', { from: days.to, to: days.from }, now)).toBeNull();
  });

  test('one can be taken back once', () => {
    expect(viewModel(view()).standing).toBe(true);
    const revoked = { at: now, reason: '', by: 'holder' as const };
    expect(viewModel(view({ state: 'REVOKED', revoked }))).toMatchObject({
      standing: false,
      warning: '2026年11月22日由持有人收回',
    });
    expect(fileName(view())).toBe('志愿服务证明-张小三-20260123456789.pdf');
  });
});

describe('verifying', () => {
  const certificate = {
    id: card.id,
    number: card.number,
    name: '张*三',
    from: card.from,
    to: card.to,
    minutes: 1590,
    services: 12,
    recordingUnit: '中心',
    issuedAt: now,
  };
  const verification = (own: Partial<Verification>): Verification => ({
    state: 'VALID',
    list: null,
    certificate,
    revoked: null,
    revocable: null,
    seal: null,
    ...own,
  });

  test('says until when the records are sealed, and nothing where nothing is', () => {
    const seal = { day: '2026-11-29', root: 'a'.repeat(64) };
    expect(resultModel(verification({ seal })).sealed).toContain('2026年11月29日');
    expect(resultModel(verification({})).sealed).toBe('');
  });

  test('every state has words of its own, and only a valid one has a tick', () => {
    expect(new Set(certificateStates.map((state) => stateWords[state].title)).size).toBe(
      certificateStates.length,
    );
    const good = certificateStates.filter((state) => stateWords[state].tone === 'good');
    expect(good).toEqual(['VALID']);
  });

  test('lists what to compare with the paper; nothing of one that is not to be trusted', () => {
    const { facts } = resultModel(verification({}));
    expect(facts.map(({ name }) => name)).toEqual([
      '编号',
      '姓名',
      '时间',
      '次数',
      '总时长',
      '记录单位',
      '开具日期',
    ]);
    expect(resultModel(verification({ state: 'ALTERED', certificate: null })).facts).toEqual([]);
  });

  describe('a list that has more than a page', () => {
    const place = (count: number) => ({ count, digest: `digest of ${count}` });
    const pageOf = (from: number, to: number, holds = true): ListPage => ({
      from: from === 0 ? LIST_START : place(from),
      to: place(to),
      holds,
    });
    const first = verification({
      state: 'READING',
      list: { whole: place(50), pages: [pageOf(0, 20)], corrected: false },
    });
    const cloud =
      (answers: (ListPage | 'OFFLINE')[], asked: number[] = []) =>
      (from: ListPlace): Promise<Result<ListPage>> => {
        asked.push(from.count);
        const next = answers.shift() ?? 'OFFLINE';
        return Promise.resolve(
          next === 'OFFLINE' ? { ok: false, code: next, details: {} } : { ok: true, data: next },
        );
      };

    test('is read to its end by itself; until then it says how far, and nothing to compare', async () => {
      const said: string[] = [];
      const asked: number[] = [];
      const answers = [pageOf(20, 40), pageOf(40, 50)];
      const { told, failure } = await readToEnd(first, cloud(answers, asked), (read) => {
        const { read: far, facts, state } = resultModel(read);
        expect([facts, state.tone]).toEqual([[], 'careful']);
        return said.push(far) > 0;
      });
      expect([said, asked, failure]).toEqual([['已核对 20/50 条', '已核对 40/50 条'], [20, 40], null]);
      expect(resultModel(told)).toMatchObject({ state: stateWords.VALID, read: '' });
      expect(resultModel(told).facts).not.toEqual([]);
    });

    test('ends at the first page that does not hold', async () => {
      const asked: number[] = [];
      const { told } = await readToEnd(first, cloud([pageOf(20, 40, false)], asked), () => true);
      expect([told.state, told.certificate, asked]).toEqual(['ALTERED', null, [20]]);
    });

    test('goes on after a fault of the network from where it was, and is let go when nobody waits', async () => {
      const broken = await readToEnd(first, cloud([pageOf(20, 40), 'OFFLINE']), () => true);
      expect(broken).toMatchObject({ told: { state: 'READING' }, failure: { code: 'OFFLINE' } });
      const asked: number[] = [];
      const { told } = await readToEnd(broken.told, cloud([pageOf(40, 50)], asked), () => true);
      expect([told.state, asked]).toEqual(['VALID', [40]]);
      const left = await readToEnd(first, cloud([]), () => false);
      expect(left).toEqual({ told: first, failure: null });
    });
  });

  test('finds the scene in the path of a scanned code', () => {
    expect(sceneIn('packages/certificate/verify/index?scene=wmc1.2026%2Ex')).toBe('wmc1.2026.x');
    expect(sceneIn('packages/certificate/verify/index')).toBe('');
    expect(sceneIn('packages/certificate/verify/index?scene=100%')).toBe('100%');
  });

  test('asks for a whole number and a whole mark before it asks the cloud', () => {
    expect(missing('4112-2026-0123456789', '7k3f 92qx a8bd')).toBe('');
    expect(missing('4112', '7K3F-92QX-A8BD')).toContain('编号');
    expect(missing('4112-2026-0123456789', '7K3F')).toContain('查验码');
  });
});
