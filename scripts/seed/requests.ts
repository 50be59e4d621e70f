import type { ActionName, Input } from '#domain/contract';
import type { Client } from '../client';

const OFFICER = 'o-officer';
const LEADER = 'o-wang-fang';
const ASKER = 'o-li-daye';

type Asked = Pick<Input<'requests.ask'>, 'category' | 'urgency' | 'words'>;

const asked = (category: string, words: string, urgency: Asked['urgency'] = 'ordinary'): Asked => ({
  category,
  urgency,
  words,
});

/** What people ask for these days: at the desk, with a team, open to volunteers, and done. */
export async function seedRequests(client: Client, teamId: string): Promise<void> {
  let calls = 0;
  const call = <A extends ActionName>(who: string, action: A, input: Input<A>) =>
    client.call(who, action, input, `seed-request-${String((calls += 1))}`);
  const ask = async (what: Asked, who = ASKER) => {
    const home = { stationId: '411202', address: '和平路 3 号楼 2 单元 501', origin: 'self' as const };
    return (await call(who, 'requests.ask', { ...what, ...home })).requestId;
  };
  const desk = (requestId: string, step: Input<'requests.asDesk'>['step']) =>
    call(OFFICER, 'requests.asDesk', { requestId, step });
  const { accountId } = await call(LEADER, 'session.open', {});
  const going = [accountId];

  await ask(asked('repair', '厨房水龙头滴水，拧不紧'));
  await ask(asked('facility', '小区门口的路灯不亮，晚上看不见台阶'), 'o-zhao-lei');
  const open = await ask(asked('goods', '家里老人缺一床厚被子'), 'o-sun-yue');
  await desk(open, { kind: 'offer' });
  const sent = await ask(asked('hospital', '想请人陪着去医院看眼睛'));
  await desk(sent, { kind: 'dispatch', teamId });
  for (const words of ['量血压的仪器不会用', '腿脚不便，想请人上门量血压']) {
    const requestId = await ask(asked('company', words));
    await desk(requestId, { kind: 'dispatch', teamId });
    await call(LEADER, 'requests.asTeam', { requestId, step: { kind: 'accept', going } });
    await call(LEADER, 'requests.asGoer', { requestId, step: { kind: 'begin' } });
    await call(LEADER, 'requests.asGoer', { requestId, step: { kind: 'finish' } });
    const confirm = { kind: 'confirm', face: 'good', words: '谢谢，来得很快' } as const;
    await call(ASKER, 'requests.asAsker', { requestId, step: confirm });
  }
}
