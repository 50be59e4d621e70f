/**
 * The life of a sign-up's fields that come and go. Whatever moves a sign-up takes what it drops from this table, and a
 * test holds the table of docs/concepts/places.md to it.
 */

/** waiting, confirmed, cancelled: its states · over: its slot is, whatever its state was. */
export type SignupStage = 'waiting' | 'confirmed' | 'cancelled' | 'over';

/** What writes and reads sign-ups: actions of signups and attendance, and sweeps, by their names. */
type Doer =
  | 'take'
  | 'takeOver'
  | 'offer'
  | 'confirm'
  | 'cancel'
  | 'resize'
  | 'record'
  | 'undo'
  | 'promotion'
  | 'lapse'
  | 'repair'
  | 'tellSignedUp'
  | 'endSlots'
  | 'lists'
  | 'visits';

interface FieldLife {
  /** Entering any other stage drops it. */
  readonly carried: readonly SignupStage[];
  readonly setBy: readonly Doer[];
  /** Beside entering another stage. */
  readonly droppedBy: readonly Doer[];
  readonly readBy: readonly Doer[];
}

export const signupLife = {
  bookedBy: {
    carried: ['waiting', 'confirmed', 'cancelled', 'over'],
    setBy: ['take', 'repair'],
    droppedBy: ['take', 'takeOver', 'repair'],
    readBy: ['promotion'],
  },
  liveFor: {
    carried: ['waiting', 'confirmed'],
    setBy: ['take', 'takeOver', 'record', 'repair'],
    droppedBy: [],
    readBy: ['lists', 'endSlots', 'repair'],
  },
  waitingFor: {
    carried: ['waiting'],
    setBy: ['take', 'repair'],
    droppedBy: [],
    readBy: ['lists', 'take', 'cancel', 'resize', 'lapse'],
  },
  confirmBy: {
    carried: ['confirmed'],
    setBy: ['promotion', 'repair'],
    droppedBy: ['confirm', 'lapse'],
    readBy: ['lists', 'confirm', 'lapse', 'repair'],
  },
  offeredFor: {
    carried: ['confirmed'],
    setBy: ['offer', 'repair'],
    droppedBy: ['offer', 'repair'],
    readBy: ['lists', 'repair'],
  },
  tellAt: {
    carried: ['confirmed'],
    setBy: ['take', 'takeOver', 'repair'],
    droppedBy: ['tellSignedUp'],
    readBy: ['tellSignedUp'],
  },
  visit: {
    carried: ['waiting', 'confirmed'],
    setBy: ['take'],
    droppedBy: [],
    readBy: ['lists', 'visits'],
  },
  namedIn: {
    carried: ['waiting', 'confirmed', 'over'],
    setBy: ['record'],
    droppedBy: [],
    readBy: ['undo'],
  },
  ending: {
    carried: ['cancelled', 'over'],
    setBy: ['cancel', 'takeOver', 'lapse', 'repair'],
    droppedBy: [],
    readBy: [],
  },
  endedAt: {
    carried: ['cancelled', 'over'],
    setBy: ['cancel', 'takeOver', 'lapse', 'repair'],
    droppedBy: [],
    readBy: ['repair'],
  },
} as const satisfies Record<string, FieldLife>;

export type PassingField = keyof typeof signupLife;
const passingFields = Object.keys(signupLife) as PassingField[];

/** What a sign-up that enters this stage carries no longer. */
export const fieldsDroppedIn = (stage: SignupStage): PassingField[] =>
  passingFields.filter((field) => !(signupLife[field].carried as readonly SignupStage[]).includes(stage));
