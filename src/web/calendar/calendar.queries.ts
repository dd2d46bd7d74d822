import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { schoolDays, type schoolDaysInput } from '../../api/calendar.schemas.js';
import { getJson, postOnly } from '../lib/api.js';
import { tellProblem } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';

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

function useDays<Input>(schoolId: string, act: (input: Input) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onError: (error) => tellProblem(t('calendar.failed'), error),
    onSettled: () => client.invalidateQueries({ queryKey: ['school-days', schoolId] }),
  });
}
