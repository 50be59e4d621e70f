import * as v from 'valibot';
import { id, instant, optionalText, place, telephone, text, wholeNumber } from '../fields';
import { attendanceModes } from '../settings';

/** shift: volunteers give time · service: residents are served. */
export const slotKinds = ['shift', 'service'] as const;
export type SlotKind = (typeof slotKinds)[number];

export const slotInput = v.pipe(
  v.strictObject({
    kind: v.picklist(slotKinds),
    name: text(30),
    start: instant,
    end: instant,
    capacity: wholeNumber(1, 500),
  }),
  v.check((slot) => slot.start < slot.end, 'end'),
);
export type SlotInput = v.InferOutput<typeof slotInput>;

/** At one of the stations, or somewhere of one's own. */
export const venueInput = v.union([
  v.strictObject({ stationId: id }),
  v.strictObject({ name: text(40), address: text(120), place, stationId: v.optional(v.null()) }),
]);

export const activityInput = v.strictObject({
  teamId: id,
  title: text(40),
  category: id,
  summary: text(1000),
  audience: optionalText(60),
  bring: optionalText(200),
  /** Regulation 685 art. 20: whoever recruits tells the risks. */
  risks: text(300),
  contactPhone: telephone,
  /** In years; 0 asks for none. */
  minimumAge: v.optional(wholeNumber(0, 80), 0),
  skills: v.optional(v.pipe(v.array(id), v.maxLength(10)), []),
  dangerous: v.optional(v.boolean(), false),
  /** Regulation 685 art. 16: accident insurance before dangerous work. */
  insurance: optionalText(200),
  signupFrom: v.optional(instant),
  signupUntil: v.optional(instant),
  /** Left out: as the city's settings say. */
  mode: v.optional(v.picklist(attendanceModes)),
  venue: venueInput,
  slots: v.pipe(v.array(slotInput), v.minLength(1), v.maxLength(10)),
});
export type ActivityInput = v.InferOutput<typeof activityInput>;
