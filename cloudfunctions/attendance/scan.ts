import {
  checkInVerdict,
  checkOutVerdict,
  closesAt,
  placeFlags,
  withFlags,
  type Flag,
} from '#domain/attendance/rules';
import { parseCode, verifyCode } from '#domain/attendance/code';
import type { Checked } from '#domain/contract';
import { Refused } from '#domain/errors';
import { signupIdOf } from '#domain/ids';
import { ms } from '../core/clock';
import { _, insert, update } from '../core/database';
import { byId, via } from '../core/question';
import { keepReceipt, receipt, receiptFor } from '../core/receipts';
import { useCase, type Context, type Me } from '../core/use-case';
import type { ActivityDocument, AttendanceDocument, SignupDocument, SlotDocument } from '../documents';
import type { ScanResult } from '#domain/views';
import { factsOf, PAIRS_KEPT, presenceOf } from './views';

type ScanAction = 'attendance.checkIn' | 'attendance.checkOut';
type Scan = Checked<ScanAction>;

/** A text that is no code asks for nothing that exists, and so finds nothing. */
const slotIdOf = ({ code }: Scan): string => parseCode(code)?.slotId ?? '';

function scanQuestion(input: Scan, me: Me) {
  const slotId = slotIdOf(input);
  const signupId = signupIdOf(slotId, me.accountId);
  return {
    slot: byId('slots', slotId, ['roster']),
    activity: via('activities', '_id', 'slot.activityId'),
    signup: byId('signups', signupId, ['receipts']),
    attendance: byId('attendances', signupId),
  };
}
type ScanQuestion = ReturnType<typeof scanQuestion>;

interface Scene {
  readonly slot: SlotDocument;
  readonly activity: ActivityDocument;
  readonly signup: SignupDocument;
  readonly attendance: AttendanceDocument | undefined;
}

/** The code is judged first: without a true one nothing is told about anybody's sign-up. */
function sceneOf({ input, loaded, now }: Context<ScanAction, ScanQuestion>): Scene {
  const code = parseCode(input.code);
  const [slot] = loaded.slot;
  const [activity] = loaded.activity;
  if (!code || !slot || !activity) throw new Refused('CODE_INVALID');
  const verdict = verifyCode(code, slot.key, now);
  if (verdict !== 'OK') throw new Refused(verdict);
  if (input.slotId !== undefined && input.slotId !== slot._id) throw new Refused('CODE_OTHER_SLOT');
  const [signup] = loaded.signup;
  if (!signup) throw new Refused('NOT_SIGNED_UP', { slotId: slot._id, activityId: activity._id });
  return { slot, activity, signup, attendance: loaded.attendance[0] };
}

function answer(scene: Scene, attendance: AttendanceDocument | undefined, again: boolean): ScanResult {
  const { slot, activity } = scene;
  return {
    slotId: slot._id,
    activityId: activity._id,
    title: activity.title,
    presence: presenceOf(attendance),
    again,
  };
}

export const checkIn = useCase('attendance.checkIn', {
  ask: scanQuestion,
  async run(context) {
    const { input, settings, now, nonce, reload, loaded } = context;
    const replay = receiptFor<ScanResult>(loaded.attendance[0], nonce);
    if (replay) return replay;
    const scene = sceneOf(context);
    const { slot, activity, signup, attendance } = scene;
    // Whoever is there when it is called off still checks out.
    if (activity.state === 'cancelled') throw new Refused('CANCELLED');
    const span = { start: ms(slot.start), end: ms(slot.end) };
    const verdict = checkInVerdict(span, signup.state, factsOf(attendance), settings.attendance, now);
    if (verdict.verdict === 'NO')
      throw new Refused(verdict.code, 'at' in verdict && verdict.at ? { at: verdict.at } : {});
    if (verdict.verdict === 'DONE') return answer(scene, attendance, true);

    const flags = placeFlags(input.place ?? null, activity.venue.place, settings.attendance);
    const openUntil = new Date(closesAt(span, settings.attendance));
    const after = opened(scene, flags, new Date(now), openUntil);
    const result = answer(scene, after, false);
    if (await writeCheckIn(attendance, after, nonce, result)) return result;
    return twin(scene, (await reload()).attendance[0], nonce);
  },
});

/** Another call was quicker: the same one sent twice gets its own answer, any other what is there now. */
const twin = (scene: Scene, written: AttendanceDocument | undefined, nonce: string): ScanResult =>
  receiptFor<ScanResult>(written, nonce) ?? answer(scene, written, true);

/** The attendance as it will be once this person is in. */
function opened(scene: Scene, flags: Flag[], openSince: Date, openUntil: Date): AttendanceDocument {
  const { slot, signup, attendance } = scene;
  const fresh = { pairs: [], flags: [], credited: false, receipts: [] };
  return {
    ...(attendance ?? fresh),
    _id: signup._id,
    slotId: slot._id,
    activityId: slot.activityId,
    teamId: slot.teamId,
    accountId: signup.accountId,
    openSince,
    openUntil,
    flags: withFlags(attendance?.flags ?? [], flags),
    // Hours are volunteers': a resident's booking is served, not credited.
    ...(slot.kind === 'shift' ? { toConfirm: slot._id } : {}),
  };
}

/** False when another scan of the same person has been quicker. */
async function writeCheckIn(
  before: AttendanceDocument | undefined,
  after: AttendanceDocument,
  nonce: string,
  result: ScanResult,
): Promise<boolean> {
  if (!before)
    return (await insert('attendances', { ...after, receipts: [receipt(nonce, result)] })) === 'INSERTED';
  const { openSince, openUntil, flags } = after;
  const closed = { _id: before._id, openSince: _.exists(false) };
  const data = { openSince, openUntil, flags: _.set(flags), receipts: keepReceipt(nonce, result) };
  return (await update('attendances', closed, data)) === 1;
}

export const checkOut = useCase('attendance.checkOut', {
  ask: scanQuestion,
  async run(context) {
    const { input, settings, now, nonce, reload, loaded } = context;
    const replay = receiptFor<ScanResult>(loaded.attendance[0], nonce);
    if (replay) return replay;
    const scene = sceneOf(context);
    const { attendance, activity } = scene;
    const verdict = checkOutVerdict(factsOf(attendance));
    if (verdict.verdict === 'NO') throw new Refused(verdict.code);
    const since = attendance?.openSince;
    if (verdict.verdict === 'DONE' || !attendance || !since) return answer(scene, attendance, true);

    const flags = placeFlags(input.place ?? null, activity.venue.place, settings.attendance);
    const after = closedAt(attendance, since, new Date(now), flags);
    const result = answer(scene, after, false);
    const stay = { in: since, out: new Date(now) };
    const written = await update(
      'attendances',
      { _id: attendance._id, openSince: since },
      {
        pairs: _.push({ each: [stay], slice: -PAIRS_KEPT }),
        openSince: _.remove(),
        openUntil: _.remove(),
        flags: _.set(after.flags),
        receipts: keepReceipt(nonce, result),
      },
    );
    return written === 1 ? result : twin(scene, (await reload()).attendance[0], nonce);
  },
});

function closedAt(attendance: AttendanceDocument, since: Date, out: Date, flags: Flag[]): AttendanceDocument {
  const { openSince: _since, openUntil: _until, ...rest } = attendance;
  return {
    ...rest,
    pairs: [...attendance.pairs, { in: since, out }],
    flags: withFlags(attendance.flags, flags),
  };
}
