import type { AccountDocument, BindingDocument, IdentityDocument } from './accounts/documents';
import type { ActivityDocument, SlotDocument } from './activities/documents';
import type { AttendanceDocument } from './attendance/documents';
import type { GiftDocument, ShopDocument } from './benefits/documents';
import type { CallupDocument, SheetDocument } from './callups/documents';
import type { CertificateDocument } from './certificates/documents';
import type {
  CaseDocument,
  HeadDocument,
  HoursDocument,
  SealDocument,
  TallyDocument,
} from './hours/documents';
import type { AgendaDocument } from './jobs/documents';
import type { OutboxDocument } from './messages/documents';
import type { PhotoDocument, UploadDocument } from './photos/documents';
import type { RequestDocument } from './requests/documents';
import type { SignupDocument, ThanksDocument } from './signups/documents';
import type { StationDocument } from './stations/documents';
import type { AuditDocument, SettingsDocument, StatisticsDocument, UseDocument } from './city/documents';
import type { MembershipDocument, TeamDocument } from './teams/documents';

export type * from './accounts/documents';
export type * from './activities/documents';
export type * from './attendance/documents';
export type * from './benefits/documents';
export type * from './callups/documents';
export type * from './certificates/documents';
export type * from './hours/documents';
export type * from './jobs/documents';
export type * from './messages/documents';
export type * from './photos/documents';
export type * from './requests/documents';
export type * from './signups/documents';
export type * from './stations/documents';
export type * from './city/documents';
export type * from './teams/documents';

/**
 * What is kept, by collection; each area says what its documents hold. Instants are Date. Fields named live… or …For
 * exist only while the document is live: their sparse indexes hold the few that matter now among the many that are history.
 */
export interface Documents {
  settings: SettingsDocument;
  agenda: AgendaDocument;
  accounts: AccountDocument;
  identities: IdentityDocument;
  bindings: BindingDocument;
  stations: StationDocument;
  teams: TeamDocument;
  memberships: MembershipDocument;
  activities: ActivityDocument;
  photos: PhotoDocument;
  uploads: UploadDocument;
  slots: SlotDocument;
  signups: SignupDocument;
  thanks: ThanksDocument;
  attendances: AttendanceDocument;
  hours: HoursDocument;
  cases: CaseDocument;
  requests: RequestDocument;
  tallies: TallyDocument;
  heads: HeadDocument;
  seals: SealDocument;
  statistics: StatisticsDocument;
  certificates: CertificateDocument;
  shops: ShopDocument;
  gifts: GiftDocument;
  callups: CallupDocument;
  sheets: SheetDocument;
  outbox: OutboxDocument;
  audit: AuditDocument;
  uses: UseDocument;
}
