import * as v from 'valibot';
import { id, instant, optionalText, place, telephone, text, wholeNumber } from '../fields';
import { attendanceModes } from '../settings';
import { MINUTE } from '../time';

/** shift: volunteers give time · service: residents are served. */
export const slotKinds = ['shift', 'service'] as const;
export type SlotKind = (typeof slotKinds)[number];

const slotFields = {
  kind: v.picklist(slotKinds),
  name: text(30),
  start: instant,
  end: instant,
  capacity: wholeNumber(1, 500),
  /** Of a service: they come to the home. */
  home: v.optional(v.literal(true)),
};
const ends = <T extends { start: number; end: number }>() =>
  v.check<T, 'end'>((slot) => slot.start < slot.end, 'end');
const served = <T extends { kind: SlotKind; home?: true | undefined }>() =>
  v.check<T, 'home'>((slot) => slot.kind === 'service' || slot.home === undefined, 'home');

export const slotInput = v.pipe(v.strictObject(slotFields), ends(), served());
export type SlotInput = v.InferOutput<typeof slotInput>;

/** A place of one's own. */
export const ownVenue = { name: text(40), address: text(120), place, stationId: v.optional(v.null()) };

/** Minutes that each person has of a service, where not all come at once. */
export const turnMinutes = [10, 15, 20, 30, 60] as const;
const turns = { each: v.optional(v.picklist(turnMinutes)) };

/** What one activity can hold: also one of three hours in turns of ten minutes. */
export const SLOTS_AT_MOST = 18;

/** A service in turns is a slot for each of them, with so many places each; what is left over at the end is nobody's. */
function inTurns<S extends SlotInput>({ each, ...slot }: S & { each?: number | undefined }): SlotInput[] {
  if (each === undefined || slot.kind !== 'service') return [slot];
  const long = each * MINUTE;
  const many = Math.floor((slot.end - slot.start) / long);
  return Array.from({ length: many }, (_turn, i) => {
    const start = slot.start + i * long;
    return { ...slot, start, end: start + long };
  });
}

/** At one of the stations, or somewhere else. */
export const venueInput = v.union([v.strictObject({ stationId: id }), v.strictObject(ownVenue)]);

/** What is asked of who signs up, and how. */
const terms = {
  /** In years; 0 asks for none. */
  minimumAge: v.optional(wholeNumber(0, 80), 0),
  skills: v.optional(v.pipe(v.array(id), v.maxLength(10)), []),
  /** One of the skills is needed to take a shift, not only welcome. */
  skillsNeeded: v.optional(v.boolean(), false),
  dangerous: v.optional(v.boolean(), false),
  /** Regulation 685 art. 16: accident insurance before dangerous work. */
  insurance: optionalText(200),
  signupFrom: v.optional(instant),
  signupUntil: v.optional(instant),
  /** Left out: as the city's settings say. */
  mode: v.optional(v.picklist(attendanceModes)),
};

const atMostMany = <S extends v.GenericSchema>(slot: S) => v.pipe(v.array(slot), v.maxLength(SLOTS_AT_MOST));

const facts = {
  title: text(40),
  category: id,
  summary: text(1000),
  audience: optionalText(60),
  bring: optionalText(200),
  /** Regulation 685 art. 20: whoever recruits tells the risks. */
  risks: text(300),
  contactPhone: telephone,
  ...terms,
  venue: venueInput,
};

const slots = v.pipe(
  atMostMany(v.pipe(v.strictObject({ ...slotFields, ...turns }), ends(), served())),
  v.transform((given) => given.flatMap((slot) => inTurns(slot))),
  v.minLength(1),
  v.maxLength(SLOTS_AT_MOST),
);

export const activityInput = v.strictObject({ teamId: id, ...facts, slots });
export type ActivityInput = v.InferOutput<typeof activityInput>;

/** How often it is held: once a week, each time an activity of its own. */
export const postInput = v.strictObject({
  ...activityInput.entries,
  repeat: v.optional(wholeNumber(1, 52), 1),
});

/** A draft that is sent, with what now stands in it. */
export const submitInput = v.strictObject({ activityId: id, ...activityInput.entries });

/** Of a published one, whole: what it has become. A slot without an id is a new one, one left out is removed. */
export const changeInput = v.strictObject({
  activityId: id,
  /** What the leader saw; another one has been made since if it is another. */
  revision: wholeNumber(0, 1e6),
  ...facts,
  slots: v.pipe(
    atMostMany(v.pipe(v.strictObject({ slotId: v.optional(id), ...slotFields }), ends(), served())),
    v.minLength(1),
  ),
});
export type ChangeInput = v.InferOutput<typeof changeInput>;

/** Whatever the form holds while it is being filled in: bounded, but as incomplete as it may be, and twice as long. */
export const draftInput = v.strictObject({
  title: optionalText(80),
  category: v.optional(v.union([id, v.literal('')]), ''),
  summary: optionalText(2000),
  audience: optionalText(120),
  bring: optionalText(400),
  risks: optionalText(600),
  contactPhone: optionalText(100),
  ...terms,
  insurance: optionalText(400),
  venue: v.optional(
    v.nullable(
      v.union([
        v.strictObject({ stationId: id }),
        v.strictObject({
          name: optionalText(80),
          address: optionalText(240),
          place,
          stationId: v.optional(v.null()),
        }),
      ]),
    ),
    null,
  ),
  slots: v.optional(atMostMany(v.strictObject({ ...slotFields, ...turns, name: optionalText(60) })), []),
});
export type DraftInput = v.InferOutput<typeof draftInput>;
