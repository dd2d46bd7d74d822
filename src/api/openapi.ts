import { z } from 'zod';
import { problem } from './common.schemas.js';
import { liveEvent } from './events.schemas.js';
import type { Route } from './route.js';
import { ownPassword } from './session.schemas.js';
import { passwordFor, passwordGiven } from './staff.schemas.js';
import { signInInput, signInResult } from './sign-in.routes.js';

type Json = Record<string, unknown>;

export interface OpenApi {
  openapi: string;
  info: Json;
  paths: Record<string, Record<string, Operation>>;
  components: Json;
  [key: string]: unknown;
}

export interface Operation {
  summary: string;
  parameters?: Json[];
  requestBody?: Json;
  responses: Record<string, Json>;
  security?: Json[];
}

/** The OpenAPI 3.1 description of the API, made from its route table. */
export function describeApi(routes: readonly Route[]): OpenApi {
  const paths: OpenApi['paths'] = {};
  for (const route of routes) {
    const path = `/api${route.path.replace(/:(\w+)/g, '{$1}')}`;
    paths[path] = { ...paths[path], [route.method]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Recado',
      version: '1',
      description: 'Text conversations between schools and families: the inbox of staff, and nudges.',
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }, { session: [] }],
    paths: { ...outsideTheTable, ...paths },
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: '`recado token create` makes one.' },
        session: { type: 'apiKey', in: 'cookie', name: 'recado.session_token' },
      },
      schemas: { Problem: schemaOf(problem, 'output') },
    },
  };
}

const failed: Json = {
  description: 'What went wrong, with a stable `code` and a sentence (RFC 9457).',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

function operation(route: Route): Operation {
  const parameters = [
    ...parametersOf(route.params, 'path'),
    ...parametersOf(route.query, 'query'),
    ...(route.idempotent === true ? [idempotencyKey] : []),
  ];
  return {
    summary: route.summary,
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(route.body === undefined ? {} : { requestBody: jsonBody(route.body) }),
    ...(route.upload === true ? { requestBody: { required: true, content: { 'image/*': {} } } } : {}),
    responses: {
      ...answerOf(route),
      default: failed,
    },
    ...(route.open === true ? { security: [] } : {}),
  };
}

function answerOf({ file, download, response }: Route): Record<string, Json> {
  if (file === true || download === true) {
    const schema = { type: 'string', format: 'binary' };
    return { 200: { description: 'The file.', content: { 'application/octet-stream': { schema } } } };
  }
  return response === undefined ? { 204: { description: 'Done.' } } : { 200: jsonAnswer(response) };
}

const idempotencyKey: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description:
    'A new one for each thing meant, the same when it is tried again; 1 to 200 visible ASCII characters.',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
};

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, inner]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: inner,
  }));
}

const jsonBody = (schema: z.ZodType): Json => ({
  required: true,
  content: { 'application/json': { schema: schemaOf(schema, 'input') } },
});

const jsonAnswer = (schema: z.ZodType): Json => ({
  description: 'Done.',
  content: { 'application/json': { schema: schemaOf(schema, 'output') } },
});

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io });
  return rest;
}

/** Served beside the table: signing in and out, passwords, and the stream of events. */
const outsideTheTable: OpenApi['paths'] = {
  '/api/auth/sign-in/email': {
    post: {
      summary: 'Signs in with email and password; the session is a cookie.',
      requestBody: jsonBody(signInInput),
      responses: { 200: jsonAnswer(signInResult), default: failed },
      security: [],
    },
  },
  '/api/auth/sign-out': {
    post: { summary: 'Ends the session.', responses: { 200: { description: 'Done.' }, default: failed } },
  },
  '/api/auth/change-password': {
    post: {
      summary: 'Replaces the password of whoever is signed in, and ends her other sessions.',
      requestBody: jsonBody(ownPassword),
      responses: { 204: { description: 'Done.' }, default: failed },
      security: [{ session: [] }],
    },
  },
  '/api/auth/staff-password': {
    post: {
      summary:
        'Gives a colleague a new password, said once, and ends her sessions. For district administrators.',
      requestBody: jsonBody(passwordFor),
      responses: { 200: jsonAnswer(passwordGiven), default: failed },
      security: [{ session: [] }],
    },
  },
  '/api/events': {
    get: {
      summary: 'What changed, as server-sent events; each `data` is one of these.',
      responses: {
        200: {
          description: 'A stream that stays open.',
          content: { 'text/event-stream': { schema: schemaOf(liveEvent, 'output') } },
        },
        default: failed,
      },
    },
  },
};
