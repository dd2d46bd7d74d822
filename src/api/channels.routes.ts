import { z } from 'zod';
import { addTemplate, changeTemplate, listTemplates, setFamilyChannel } from '../inbox/channel.js';
import { keepPicture, readOwnPicture } from '../inbox/pictures.js';
import {
  channelInput,
  templateInput,
  templateList,
  templateUse,
  uploadedPicture,
} from './channels.schemas.js';
import { id } from './common.schemas.js';
import { fileRoute, route, uploadRoute, type Route } from './route.js';

/** How families are written to: channels, pictures, and the templates of WhatsApp. */
export const channelsRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/conversations/:id/channel',
    summary: 'How this family wants to be written to, or that its phone takes plain texts only.',
    params: z.object({ id }),
    body: channelInput,
    act: ({ rt, staff, params, body }) => setFamilyChannel(rt, staff, params.id, body),
  }),
  uploadRoute({
    path: '/pictures',
    summary: 'Keeps a JPEG, PNG, GIF or WebP of at most 5 MB, to be sent with a reply.',
    response: uploadedPicture,
    act: ({ rt, staff, body }) => keepPicture(rt, staff, body),
  }),
  fileRoute({
    path: '/pictures/:id',
    summary: 'A picture you have uploaded.',
    params: z.object({ id }),
    act: ({ rt, staff, params }) => readOwnPicture(rt, staff, params.id),
  }),
  route({
    method: 'get',
    path: '/whatsapp-templates',
    summary: 'The templates of WhatsApp that were written down, and the lines that have a number there.',
    response: templateList,
    act: ({ rt, staff }) => listTemplates(rt, staff),
  }),
  route({
    method: 'post',
    path: '/whatsapp-templates/:id/use',
    summary: 'Takes a template out of use, or back into it.',
    params: z.object({ id }),
    body: templateUse,
    act: ({ rt, staff, params, body }) => changeTemplate(rt, staff, params.id, body.used),
  }),
  route({
    method: 'post',
    path: '/whatsapp-templates',
    summary: 'Writes down a template WhatsApp has approved for a kind of text in a language.',
    body: templateInput,
    act: ({ rt, staff, body }) => addTemplate(rt, staff, body),
  }),
];
