import { z } from 'zod';
import { readMediaFile } from '../inbox/media.js';
import { id } from './common.schemas.js';
import { fileRoute, type Route } from './route.js';

/** What families send along. */
export const mediaRoutes: readonly Route[] = [
  fileRoute({
    path: '/media/:messageId/:index',
    summary: 'A picture or file that came with a text you may read; 404 until it has been fetched.',
    params: z.object({ messageId: id, index: z.coerce.number().int().min(0).max(9) }),
    act: ({ rt, staff, params }) => readMediaFile(rt, staff, params.messageId, params.index),
  }),
];
