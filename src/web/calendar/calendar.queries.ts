import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { schoolDays, type ContactHoursInput, type schoolDaysInput } from '../../api/calendar.schemas.js';
import { getJson, postOnly } from '../lib/api.js';
import { tellDone, tellProblem } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';
import { meQuery } from '../session/session.queries.js';

/** Days of a school that are not like the others. */
export const schoolDaysQuery = (schoolId: string) =>
  queryOptions({
    queryKey: ['school-days', schoolId],
    queryFn: ({ signal }) => getJson(`/api/schools/${schoolId}/days`, schoolDays, signal),
  });

/** Marks days. */
export const useMarkDays = (schoolId: string) =>
  useDays(schoolId, (input: z.input<typeof schoolDaysInput>) =>
    postOnly(`/api/schools/${schoolId}/days`, input),
  );

/** Makes a day like every other again. */
export const useClearDay = (schoolId: string) =>
  useDays(schoolId, (day: string) => postOnly(`/api/schools/${schoolId}/days/clear`, { day }));

/** Sets from when until when families of schools are texted. */
export function useSetContactHours() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: ContactHoursInput) => postOnly('/api/schools/contact-hours', input),
    onSuccess: () => tellDone(t('contactHours.saved')),
    onError: (error) => tellProblem(t('calendar.failed'), error),
    onSettled: () => client.invalidateQueries({ queryKey: meQuery.queryKey }),
  });
}

function useDays<Input>(schoolId: string, act: (input: Input) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onError: (error) => tellProblem(t('calendar.failed'), error),
    onSettled: () => client.invalidateQueries({ queryKey: ['school-days', schoolId] }),
  });
}
