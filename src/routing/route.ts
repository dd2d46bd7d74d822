import { languageName } from '../i18n/languages.js';
import type { Topic } from '../i18n/topics.js';

/** A teacher of the child's class. */
export interface ClassTeacher {
  readonly id: string;
  readonly name: string;
  readonly languages: readonly string[];
  readonly active: boolean;
}

/** Somebody who works at the school. */
export interface SchoolStaff extends ClassTeacher {
  readonly role: 'teacher' | 'liaison' | 'school_admin' | 'district_admin';
  /** Requests on their hands now: work goes to who has the fewest. */
  readonly openRequests: number;
}

export interface RouteInput {
  readonly understood: {
    readonly topic: Topic;
    readonly urgent: boolean;
    /** It may be about danger: a person looks before the ordinary texts. */
    readonly lookSoon?: boolean;
    readonly needsStaff: boolean;
    readonly language: string;
    /** Given when the text also answers an open ask of a teacher's nudge. */
    readonly answer?: { readonly status: 'answered' | 'unclear' | 'none' };
  };
  /** `currentAssigneeId`: who has the open conversation, null for nobody or a closed one. */
  readonly conversation: { readonly currentAssigneeId: string | null };
  /** Teachers of the child the text is about; of all children when that is unknown; empty when none is known. */
  readonly classTeachers: readonly ClassTeacher[];
  readonly staff: readonly SchoolStaff[];
  readonly homeLanguage: string | null;
}

export interface RouteResult {
  /** `urgent`: on the list every liaison and admin of the school sees, whoever it is assigned to. */
  readonly list: 'urgent' | 'normal';
  readonly assigneeId: string | null;
  /** Sentences a liaison reads. */
  readonly reasons: readonly string[];
  readonly topic: Topic;
}

/**
 * Who should take care of a text, and why. Urgent texts go to the urgent list; what may be about danger stays with whoever
 * has the conversation, else it goes to a liaison; what is about learning or behaviour to the child's teacher; everything
 * else to a liaison of the school who speaks the family's language. Pure.
 */
export function route(input: RouteInput): RouteResult {
  const { topic, urgent } = input.understood;
  const list = urgent ? 'urgent' : 'normal';
  const { assignee, reasons } = urgent ? routeUrgent(input) : routeNormal(input);
  return { list, assigneeId: assignee?.id ?? null, reasons, topic };
}

interface Assignment {
  readonly assignee: ClassTeacher | null;
  readonly reasons: readonly string[];
}

function routeUrgent(input: RouteInput): Assignment {
  const { assignee, reasons } = toLiaison(input, input.conversation.currentAssigneeId);
  return { assignee, reasons: ['urgent: everyone at the school sees it', ...reasons] };
}

function routeNormal(input: RouteInput): Assignment {
  const current = currentAssignee(input);
  const soon = input.understood.lookSoon === true ? ['look at it soon: it may be about danger'] : [];
  if (current !== null)
    return { assignee: current, reasons: [...soon, `${current.name} already has this conversation`] };
  if (soon.length > 0) {
    const { assignee, reasons } = toLiaison(input, null);
    return { assignee, reasons: [...soon, ...reasons] };
  }
  const about = `about ${topicName(input.understood.topic)}`;
  if (isForTeacher(input)) {
    const why = answersNudge(input) ? 'answers a learning message and needs a reply' : about;
    const teachers = input.classTeachers.filter(({ active }) => active);
    const [teacher] = teachers;
    if (teacher !== undefined && teachers.length === 1) {
      return { assignee: teacher, reasons: [`${why}: goes to the class teacher, ${teacher.name}`] };
    }
    const unknown =
      teacher === undefined ? 'no class teacher is known' : 'it is not clear which class teacher is meant';
    const { assignee, reasons } = toLiaison(input, null);
    return { assignee, reasons: [`${why}, but ${unknown}: goes to the school's liaison`, ...reasons] };
  }
  const { assignee, reasons } = toLiaison(input, null);
  return { assignee, reasons: [`${about}: goes to the school's liaison`, ...reasons] };
}

function currentAssignee({ conversation, classTeachers, staff }: RouteInput): ClassTeacher | null {
  const isCurrent = ({ id, active }: ClassTeacher): boolean =>
    id === conversation.currentAssigneeId && active;
  return staff.find(isCurrent) ?? classTeachers.find(isCurrent) ?? null;
}

/** An answer to a nudge that says nothing else of note belongs to the teacher who asked. */
function answersNudge({ understood }: RouteInput): boolean {
  return understood.topic === 'other' && (understood.answer?.status ?? 'none') !== 'none';
}

function isForTeacher(input: RouteInput): boolean {
  const { topic } = input.understood;
  return topic === 'learning' || topic === 'behavior' || answersNudge(input);
}

/** The liaison who speaks the language and has the fewest open requests; `preferredId` goes first among equals. */
function toLiaison(input: RouteInput, preferredId: string | null): Assignment {
  const language = input.homeLanguage ?? input.understood.language;
  const liaisons = input.staff.filter(({ role, active }) => role === 'liaison' && active);
  const speakers = liaisons.filter((person) => speaks(person, language));
  const able = speakers.length > 0 ? speakers : liaisons;
  const assignee = able.find(({ id }) => id === preferredId) ?? leastBusy(able);
  if (assignee === undefined) {
    return { assignee: null, reasons: ['the school has no active liaison: nobody is assigned'] };
  }
  if (language === 'en') return { assignee, reasons: [`${assignee.name} is a liaison of the school`] };
  const name = languageName(language);
  return {
    assignee,
    reasons: [
      speakers.length > 0
        ? `${assignee.name} speaks ${name}`
        : `nobody here speaks ${name}: translated both ways`,
    ],
  };
}

/** All staff write English. */
function speaks(person: ClassTeacher, language: string): boolean {
  return language === 'en' || person.languages.includes(language);
}

function leastBusy(people: readonly SchoolStaff[]): SchoolStaff | undefined {
  return [...people].sort((a, b) => a.openRequests - b.openRequests || (a.id < b.id ? -1 : 1))[0];
}

function topicName(topic: Topic): string {
  return topic === 'other' ? 'something we could not tell' : topic.replaceAll('_', ' ');
}
