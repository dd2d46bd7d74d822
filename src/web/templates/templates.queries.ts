import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { templateList, type TemplateInput } from '../../api/channels.schemas.js';
import { getJson, postOnly } from '../lib/api.js';
import { tellProblem } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';

/** The templates of WhatsApp, and the lines that have a number there. */
export const templatesQuery = queryOptions({
  queryKey: ['templates'],
  queryFn: ({ signal }) => getJson('/api/whatsapp-templates', templateList, signal),
});

/** Writes down an approved template. */
export function useAddTemplate() {
  return useTemplateMutation((input: TemplateInput) => postOnly('/api/whatsapp-templates', input));
}

/** Takes a template out of use, or back into it. */
export function useTemplateUse() {
  return useTemplateMutation(({ id, used }: { id: string; used: boolean }) =>
    postOnly(`/api/whatsapp-templates/${encodeURIComponent(id)}/use`, { used }),
  );
}

function useTemplateMutation<Input>(act: (input: Input) => Promise<void>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onError: (error) => tellProblem(t('templates.failed'), error),
    onSettled: () => client.invalidateQueries({ queryKey: templatesQuery.queryKey }),
  });
}
