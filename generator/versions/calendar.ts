// Hides how dates of versions get into calendars: iCalendar (RFC 5545), whole days, the same text for the same instant on every machine.
import ical, { ICalAlarmType, ICalEventTransparency } from 'ical-generator';
import { addDays } from '../../runtime/lifecycle.js';
import type { FamilyOverview, Overview, VersionOverview } from './overview.js';

/** How long before a guarantee ends a calendar says so: enough for a release. */
const ALARM_DAYS = 14;

interface Day {
  /** The same in every file, so that importing a newer one moves the date. */
  readonly id: string;
  readonly date: string;
  readonly summary: string;
  readonly description: string;
  readonly hasAlarm: boolean;
}

/** When guarantees end, and when the notice of SUPPORTED versions begins. */
export function calendarOf({ now, families }: Overview): string {
  const calendar = ical({
    prodId: { company: 'specpact', product: 'versions', language: 'EN' },
    name: 'Versions',
  });
  for (const { id, date, summary, description, hasAlarm } of families.flatMap(daysOf))
    calendar.createEvent({
      id,
      stamp: now,
      allDay: true,
      // Days are read in UTC, whatever the zone of the machine is.
      start: new Date(`${date}T00:00:00Z`),
      end: new Date(`${addDays(date, 1)}T00:00:00Z`),
      summary,
      description,
      transparency: ICalEventTransparency.TRANSPARENT,
      alarms: hasAlarm
        ? [{ type: ICalAlarmType.display, trigger: ALARM_DAYS * 24 * 60 * 60, description: summary }]
        : [],
    });
  return `${calendar.toString().trimEnd()}\r\n`;
}

function daysOf(family: FamilyOverview): Day[] {
  return family.versions.flatMap((version) => [...noticeDay(family, version), ...lastDay(family, version)]);
}

function noticeDay({ family, noticeDays }: FamilyOverview, version: VersionOverview): Day[] {
  const { id, state, noticeFrom, notBefore } = version;
  if (state !== 'SUPPORTED' || noticeFrom === undefined) return [];
  const summary = `${family} ${id}: ${noticeDays} days of guarantee left`;
  const description = `Guaranteed until ${notBefore}. From here on it should be declared DEPRECATED.${advice(version)}`;
  return [{ id: uidOf(family, id, 'notice'), date: noticeFrom, summary, description, hasAlarm: false }];
}

function lastDay({ family, timezone }: FamilyOverview, version: VersionOverview): Day[] {
  const { id, state, phase, notBefore } = version;
  if (phase === undefined || notBefore === undefined) return [];
  const summary = `${family} ${id} may stop answering`;
  const where = timezone === undefined ? '' : ` (${timezone})`;
  const description = `${state}, guaranteed until ${notBefore} 00:00${where}.${advice(version)}`;
  return [{ id: uidOf(family, id, 'end'), date: notBefore, summary, description, hasAlarm: true }];
}

function advice({ successor }: VersionOverview): string {
  return successor === undefined ? '' : ` Use ${successor}.`;
}

function uidOf(family: string, id: string, what: string): string {
  return `${family}/${id}/${what}@specpact`;
}
